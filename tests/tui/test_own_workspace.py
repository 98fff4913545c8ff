"""The app on the operator's own files."""

import asyncio
import os
import stat
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from smtptui.core.workspace.own import OwnWorkspace
from smtptui.errors import ConfigurationError, ConflictError
from smtptui.model.history import Wanted
from smtptui.model.profile import Profile
from smtptui.model.report import SessionReport
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.smtp.security import Security
from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open

CONFIG = """\
# mine
active = "box"

[profiles.box]
provider = "custom"
host = "127.0.0.1"
port = 9
security = "none"   # this machine
from_address = "a@example.com"
to_address = "b@example.com"
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OwnWorkspace:
    """A configuration of one profile, and a state folder of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "config.toml"
    path.write_text(CONFIG)
    path.chmod(0o600)
    return OwnWorkspace(path)


async def test_a_save_in_the_app_keeps_the_files_comments(
    workspace: OwnWorkspace, opened: Open, tmp_path: Path
) -> None:
    async with opened(workspace) as story:
        await story.go_to("to_address")
        await story.type("m")
        await story.press("ctrl+s")
        await story.sees("saved box")
    written = (tmp_path / "config.toml").read_text()
    assert 'to_address = "b@example.comm"' in written
    assert "# mine" in written
    assert "# this machine" in written


async def test_two_editors_of_one_key_meet_in_the_dialog(workspace: OwnWorkspace, opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    async with opened(workspace) as story:
        await story.go_to("to_address")
        await story.type("m")
        path.write_text(CONFIG.replace("b@example.com", "c@example.com").replace("port = 9", "port = 10"))
        await story.press("ctrl+s")
        await story.sees("theirs c@example.com")
        await story.press("m")
        await story.sees("saved box")
    written = path.read_text()
    assert 'to_address = "b@example.comm"' in written
    assert "port = 10" in written


async def test_a_first_profile_is_written_for_nobody_else_to_read(opened: Open, tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    async with opened(OwnWorkspace(path)) as story:
        await story.sees("Does mail leave this machine?")
        await story.press("enter")
        await story.sees("who takes your mail?")
        await story.type("gmail")
        await story.press("enter")
        await story.sees("App password")
        await story.go_to("username")
        await story.type("fred@gmail.com")
        current = story.app.desk.current
        assert current is not None
        current.draft[Field.SECRET_KIND], current.draft[Field.SECRET_ARGUMENT] = "env", "GMAIL"
        await story.press("ctrl+s")
        await story.sees("saved gmail")
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert 'secret = "env:GMAIL"' in path.read_text()


async def test_a_probe_is_in_the_history_afterwards(workspace: OwnWorkspace, opened: Open) -> None:
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("✘")
        await story.until(lambda: "box" in story.screen.last_sessions)
        await story.press("f5")
        await story.sees("connect: connection refused")


async def test_a_file_that_is_no_toml_is_reported_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[profiles.\n")
    with pytest.raises(ConfigurationError, match="line 1"):
        OwnWorkspace(path).profiles.read()
    assert path.read_text() == "[profiles.\n"


async def test_keys_are_answered_while_a_long_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    # It is read to its end only when somebody has written it: a reader in the event loop would keep the keys waiting.
    os.mkfifo(path)
    answered: list[str] = []
    key = threading.Event()

    def write() -> None:
        key.wait(10)
        path.write_text(CONFIG)

    async def answer() -> None:
        answered.append("a key")
        key.set()

    async def read() -> None:
        shelf = await OwnWorkspace(path).profiles.read_again()
        answered.extend(shelf.profiles)

    threading.Thread(target=write, daemon=True).start()
    await asyncio.gather(read(), answer())
    assert answered == ["a key", "box"]


async def test_a_profile_is_deleted_only_as_it_was_read(workspace: OwnWorkspace, tmp_path: Path) -> None:
    box = workspace.profiles.read().profiles["box"]
    path = tmp_path / "config.toml"
    path.write_text(CONFIG.replace("port = 9", "port = 10"))
    with pytest.raises(ConflictError):
        await workspace.profiles.delete(box)
    await workspace.profiles.delete(workspace.profiles.read().profiles["box"])
    assert workspace.profiles.read().profiles == {}


async def test_another_profile_becomes_active(workspace: OwnWorkspace) -> None:
    await workspace.profiles.save(None, Profile("second", host="mail.example.org"))
    workspace.profiles.read()
    await workspace.profiles.activate("second")
    assert workspace.profiles.read().active == "second"


async def test_a_command_gets_the_terminal_and_its_output_is_the_secret(workspace: OwnWorkspace) -> None:
    profile = Profile(
        "c",
        username="u",
        host="127.0.0.1",
        port=9,
        security=Security.NONE,
        secret=SecretSource(SecretKind.COMMAND, "false"),
    )
    lent: list[str] = []

    def terminal() -> nullcontext[None]:
        lent.append("terminal")
        return nullcontext()

    events = [event async for event in workspace.sessions.probe(workspace.catalogue.resolve(profile), None, terminal)]
    assert lent == ["terminal"]
    report = events[-1]
    assert isinstance(report, SessionReport)
    assert report.error is not None
    assert report.error[0] == "secret"


async def test_beside_others_a_command_gets_no_terminal_and_is_known_to_ask(workspace: OwnWorkspace) -> None:
    box = workspace.profiles.read().profiles["box"]
    asking = box._replace(username="u", secret=SecretSource(SecretKind.COMMAND, "sh -c 'read answer </dev/tty'"))
    settings = workspace.catalogue.resolve(asking)
    *_, report = [event async for event in workspace.sessions.probe_beside(settings)]
    assert isinstance(report, SessionReport)
    assert report.error is not None
    assert report.error[0] == "secret"
    assert await workspace.secrets.may_ask(settings)
    assert not await workspace.secrets.may_ask(workspace.catalogue.resolve(box))


async def test_all_profiles_are_probed_and_their_reports_can_be_opened(workspace: OwnWorkspace, opened: Open) -> None:
    await workspace.profiles.save(None, Profile("second", host="127.0.0.1", port=9, security=Security.NONE))
    workspace.profiles.read()
    async with opened(workspace) as story:
        await story.press("ctrl+l")
        await story.sees("✘ 2 failed")
        await story.until(lambda: set(story.screen.last_sessions) == {"box", "second"})
    entries = await workspace.history.recent(Wanted(), 10)
    assert {entry.profile for entry in entries} == {"box", "second"}
    report = await workspace.history.report(entries[0])
    assert report.failure is not None
    assert report.stages[-1].detail == "not reached"
    assert {tally.cause for tally in await workspace.history.tallies()} == {"connection_refused"}
