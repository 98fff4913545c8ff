"""An operator finds an outage and mends it with one key: real servers, real sessions."""

from collections.abc import AsyncGenerator

import pytest

from smtptui.core.sandbox_workspace import SandboxWorkspace
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from smtptui.tui.live_session import Use
from tests.tui.conftest import Open
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
    await story.until(lambda: opened.sessions[Use.PROBE].report is not None)
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
        saved = sandbox.read().profiles["good"]
        profile = await _break(story, mechanism="scram-sha-256")
        await story.sees("^O log in with PLAIN")
        await story.press("enter")
        await story.sees("mechanism scram-sha-256 → auto; ^_ undoes it")
        await story.sees("✔ ready")
        await story.press("u")
        await story.sees("undone: mechanism scram-sha-256 → auto")
        assert profile.draft.is_unsaved
        assert sandbox.read().profiles["good"] == saved


async def test_blanks_that_were_typed_around_a_secret_are_removed_unseen(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        await story.open("good")
        profile = _current(story)
        right = sandbox._secrets[sandbox.resolve(profile.draft.profile()).account].reveal()
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
