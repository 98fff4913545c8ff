"""What the app exports on the operator's own machine, and in the sandbox, below the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smtptui.core.workspace.exports import Choice, Wish
from smtptui.core.workspace.own import OwnWorkspace
from smtptui.core.workspace.sandbox import SandboxWorkspace
from smtptui.errors import WriteError
from smtptui.model.last_export import LastExport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.tui.dialogs.format_picker import in_order
from smtptui.tui.live_export import LiveExport, said_of_verified, said_of_written

_CONFIG = """\
active = "shop"
[profiles.shop]
provider = "mailjet"
username = "abc"
from_address = "shop@example.com"
secret = "env:SHOP_SECRET"
[deployments.web]
formats = [ {{ format = "laravel", path = "{folder}/.env" }}, {{ format = "msmtp", path = "{folder}/msmtprc" }} ]
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnWorkspace:
    """A deployment of two files, one of which is there."""
    monkeypatch.setenv("SHOP_SECRET", "it's $ecret")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (tmp_path / ".env").write_text("APP_NAME=Shop\nMAIL_HOST=old\n# keep\n")
    config = tmp_path / "config.toml"
    config.write_text(_CONFIG.format(folder=tmp_path))
    config.chmod(0o600)
    workspace = OwnWorkspace(config)
    workspace.profiles.read()
    return workspace


@contextmanager
def _no_terminal() -> Iterator[None]:
    raise AssertionError("nobody asked for the terminal")
    yield


def _settings(own: OwnWorkspace) -> Settings:
    return own.catalogue.resolve(own.profiles.read().profiles["shop"])


async def _fetch(own: OwnWorkspace, settings: Settings) -> Secret | None:
    return await own.exports.secret(settings, _no_terminal)


async def _choice(own: OwnWorkspace, name: str) -> Choice:
    return next(one for one in [*await own.exports.deployments(), *await own.exports.formats()] if one.name == name)


async def test_a_deployment_is_written_in_one_go_and_its_copies_are_named(own: OwnWorkspace, tmp_path: Path) -> None:
    wish = Wish(await _choice(own, "web"))
    plan = await own.exports.plan(wish, _settings(own), lambda settings: _fetch(own, settings))
    placed = await own.exports.write(plan)
    words = said_of_written(plan, placed, None)[0].words
    backup = placed[tmp_path / ".env"].backup
    assert backup is not None
    assert words == f"2 files written and read back; what was there is {backup.name}"
    assert "# keep\n" in (tmp_path / ".env").read_text()
    found = await own.exports.verified(plan, real=False)
    assert said_of_verified(found, real=False)[0].words.startswith("2 exports: what the profile holds")


async def test_a_file_that_was_changed_since_the_preview_is_not_written(own: OwnWorkspace, tmp_path: Path) -> None:
    wish = Wish(await _choice(own, "laravel"), path=str(tmp_path / ".env"))
    plan = await own.exports.plan(wish, _settings(own), lambda settings: _fetch(own, settings))
    (tmp_path / ".env").write_text("MAIL_HOST=somebody.else\n")
    with pytest.raises(WriteError, match="was changed meanwhile"):
        await own.exports.write(plan)
    assert (tmp_path / ".env").read_text() == "MAIL_HOST=somebody.else\n"


async def test_a_file_that_differs_is_told_field_by_field(own: OwnWorkspace, tmp_path: Path) -> None:
    wish = Wish(await _choice(own, "laravel"), path=str(tmp_path / ".env"))
    plan = await own.exports.plan(wish, _settings(own), lambda settings: _fetch(own, settings))
    said = said_of_verified(await own.exports.verified(plan, real=False), real=False)
    assert said[0].words.startswith(f"{tmp_path / '.env'}: differs from the profile in: host, port")


def _names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_deployments_come_first_then_what_was_used_last_then_what_is_here() -> None:
    choices = [
        Choice("a", "A", ""),
        Choice("here", "Here", "", is_here=True),
        Choice("used", "Used", ""),
        Choice("last", "Last", ""),
        Choice("a", "deployment a", "", is_deployment=True),
    ]
    order = [choices[place].title for place in in_order(choices, ["last", "used"])]
    assert order == ["deployment a", "Last", "Used", "Here", "A"]


def test_what_another_app_exported_comes_first_with_its_path_and_this_ones_before_it() -> None:
    joomla, moodle, web = (Choice(name, name, "") for name in ("joomla", "moodle", "web"))
    live = LiveExport()
    live.choose(moodle)
    used = [
        LastExport("web"),
        LastExport("gone"),
        LastExport("joomla", "3", "/srv/joomla.php"),
        LastExport("moodle", "9"),
    ]
    live.recall(used, [joomla, moodle, web])
    assert live.recent == ["moodle", "web", "joomla"]
    live.choose(joomla)
    assert live.wish == Wish(joomla, "3", "/srv/joomla.php")
    live.choose(moodle)
    assert live.wish == Wish(moodle)


async def test_the_sandbox_writes_no_file_and_reads_back_what_it_kept(tmp_path: Path) -> None:
    workspace = SandboxWorkspace()
    await workspace.open()
    try:
        settings = workspace.catalogue.resolve(next(iter(workspace.profiles.read().profiles.values())))
        choice = next(one for one in await workspace.exports.formats() if one.name == "systemd-env")
        wish = Wish(choice, path=str(tmp_path / "smtp"))

        async def fetch(settings: Settings) -> Secret | None:
            return await workspace.exports.secret(settings, _no_terminal)

        plan = await workspace.exports.plan(wish, settings, fetch)
        assert list(await workspace.exports.write(plan)) == [tmp_path / "smtp"]
        assert _names_in(tmp_path) == []
        assert [one.problem for one in await workspace.exports.verified(plan, real=False)] == [None]
    finally:
        await workspace.close()
