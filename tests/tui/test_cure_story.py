"""An operator finds an outage and mends it with one key: real servers, real sessions."""

from collections.abc import AsyncGenerator, Iterator
from pathlib import Path

import pytest

from smtptui.core.workspace.own import OwnWorkspace
from smtptui.core.workspace.sandbox import SandboxWorkspace
from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.failure import Failure
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.sandbox.ready_config import write_ready_config
from smtptui.sandbox.server import Sandbox
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from smtptui.tui.use import Use
from smtptui.tui.widgets.verdict import Verdict
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story


@pytest.fixture
async def sandbox() -> AsyncGenerator[SandboxWorkspace]:
    """The sandbox, started and stopped."""
    workspace = SandboxWorkspace()
    await workspace.open()
    yield workspace
    await workspace.close()


def _current(story: Story) -> OpenProfile:
    opened = story.app.desk.current
    assert opened is not None
    return opened


async def _break(story: Story, **texts: str) -> OpenProfile:
    """Somebody has changed the profile of the server that works."""
    await story.open("good")
    opened = _current(story)
    for key, text in texts.items():
        opened.draft[Field(key)] = text
    await story.press("ctrl+r")
    await story.until(lambda: Use.PROBE in opened.sessions and opened.sessions[Use.PROBE].report is not None)
    return opened


async def test_tls_on_a_plaintext_port_is_cured_by_one_key_and_undone_by_another(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        profile = await _break(story, security="tls")
        before = dict(profile.draft.texts)
        port = profile.draft[Field.PORT]
        await story.sees(f"^O use STARTTLS on port {port}")
        await story.sees("^O fix")
        await story.press("ctrl+o")
        await story.sees("✔ ready: 127.0.0.1 would take mail")
        await story.sees("security tls → starttls; ^_ undoes it")
        assert profile.draft[Field.SECURITY] == Security.STARTTLS
        await story.until(lambda: "^O fix" not in story.seen)
        await story.press("ctrl+underscore")
        await story.sees("undone: security tls → starttls in good")
        await story.sees("security tls → starttls; undone since")
        assert profile.draft.texts == before


async def test_enter_in_the_verdict_applies_the_fix_and_nothing_is_saved_by_it(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        saved = sandbox.profiles.read().profiles["good"]
        profile = await _break(story, mechanism="scram-sha-256")
        await story.sees("^O log in with PLAIN")
        await story.press("enter")
        await story.sees("mechanism scram-sha-256 → auto; ^_ undoes it")
        await story.sees("✔ ready")
        await story.press("u")
        await story.sees("undone: mechanism scram-sha-256 → auto")
        assert profile.draft.is_unsaved
        assert sandbox.profiles.read().profiles["good"] == saved


async def test_blanks_that_were_typed_around_a_secret_are_removed_unseen(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        await story.open("good")
        profile = _current(story)
        kept = sandbox.secrets.fetcher(sandbox.catalogue.resolve(profile.draft.profile()), None)
        right = (await kept()).reveal()
        typed = Secret(f"  {right} ")
        profile.draft.secret = typed
        await story.press("ctrl+r")
        await story.sees("^O remove the blanks from the secret")
        await story.press("ctrl+o")
        await story.sees("✔ ready")
        await story.sees("blanks removed from the secret; ^_ undoes it")
        assert profile.draft.secret == Secret(right)
        assert right not in story.seen
        await story.press("ctrl+underscore")
        await story.sees("undone: blanks removed from the secret")
        assert profile.draft.secret == typed


async def test_a_blank_in_the_user_name_hides_the_stored_secret_until_it_is_removed(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        await _break(story, username="demo @sandbox.example")
        await story.sees("✘ the secret cannot be had")
        await story.sees("^O remove the blanks from the user name")
        await story.press("ctrl+o")
        await story.sees("✔ ready")


async def test_the_demo_rehearses_a_fault_that_the_key_cures(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.open("from-not-owned")
        await story.press("ctrl+r")
        await story.sees("^O send from demo@sandbox.example")
        await story.press("f2", "ctrl+o")
        await story.sees("from address sales@sandbox.example → demo@sandbox.example; ^_ undoes it")
        await story.sees("✔ ready")


async def test_a_server_of_this_machine_is_trusted_by_its_fingerprint(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.open("cert-self-signed")
        await story.press("ctrl+r")
        await story.sees("^O trust exactly this certificate")
        await story.press("ctrl+o")
        await story.sees("✔ ready")


async def test_what_was_typed_over_a_fix_stays_when_the_fix_is_undone(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        profile = await _break(story, security="tls")
        await story.sees("^O use STARTTLS")
        await story.press("ctrl+o")
        await story.sees("✔ ready")
        profile.draft[Field.SECURITY] = "none"
        await story.press("ctrl+underscore")
        await story.sees("not put back, because it was changed since: Security")
        assert profile.draft[Field.SECURITY] == "none"


async def test_a_fix_is_not_applied_to_a_form_that_has_changed(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        profile = await _break(story, security="tls")
        await story.sees("^O use STARTTLS")
        profile.draft[Field.PORT] = "2525"
        await story.press("ctrl+o")
        await story.sees("the form has changed since this probe")
        assert profile.draft[Field.SECURITY] == Security.TLS


def _blocked(settings: Settings) -> Iterator[SessionEvent]:
    """Nothing answers, whatever the port."""
    yield SessionReport(
        settings.profile,
        settings.provider,
        settings.endpoint,
        failure=Failure(Stage.CONNECT, "port_blocked_or_filtered", "no answer to the connection attempt"),
        diagnosis=Diagnosis("port_blocked_or_filtered", Confidence.CERTAIN, "Nothing answers.", "Try another port."),
    )


async def test_a_fix_that_did_not_help_is_not_offered_again_and_the_way_to_the_field_stays(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = _blocked
    async with opened(workspace) as story:
        await story.open("staging")
        await story.press("ctrl+r")
        await story.sees("^O use port 465 with TLS")
        await story.press("ctrl+o")
        await story.sees("port 587 → 465, security starttls → tls; ^_ undoes it")
        await story.sees("⏎ go to Port")
        assert "^O" not in story.seen
        await story.press("ctrl+underscore")
        await story.sees("undone since")
        profile = _current(story)
        assert (profile.draft[Field.PORT], profile.draft[Field.SECURITY]) == ("", "")
        await story.press("ctrl+r")
        await story.sees("⏎ go to Port")
        assert "^O" not in story.seen


async def test_a_fix_touches_no_file_until_the_operator_saves(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    async with Sandbox(["good"]) as server:
        config = write_ready_config(server)
        before = config.read_bytes()
        async with opened(OwnWorkspace(config)) as story:
            await _break(story, security="tls")
            await story.sees("^O use STARTTLS")
            await story.press("ctrl+o")
            await story.sees("✔ ready")
            assert config.read_bytes() == before
            await story.press("ctrl+underscore")
            await story.sees("undone")
            assert config.read_bytes() == before


async def test_a_click_on_the_fix_applies_it(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.probe_replay = _blocked
    async with opened(workspace) as story:
        await story.open("staging")
        await story.press("ctrl+r")
        await story.sees("^O use port 465 with TLS")
        verdict = story.screen.query_one("#probe Verdict", Verdict)
        lines = [line.plain for line in verdict.lines(verdict.content_size.width)]
        line = next(place for place, words in enumerate(lines) if "^O" in words)
        await story.pilot.click(verdict, offset=(lines[line].index("^O") + 3, line))
        await story.sees("^_ undoes it")
