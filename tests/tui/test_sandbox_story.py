"""An operator looks around in the sandbox: real servers, real sessions."""

from collections.abc import AsyncGenerator
from contextlib import nullcontext

import pytest

from smtptui.core.workspace.sandbox import SandboxWorkspace
from smtptui.core.written import Written
from smtptui.model.profile import Profile
from smtptui.sandbox.scenario import Scenario
from smtptui.sandbox.scenarios import all_scenarios
from smtptui.tui.live_session import LiveSession
from smtptui.tui.use import Use
from tests.tui.conftest import Open
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story

_SLOW = ("server-not-responding", "slow-greeting")
_QUICK = [one for one in all_scenarios() if one.name not in _SLOW]


@pytest.fixture
async def sandbox() -> AsyncGenerator[SandboxWorkspace]:
    """The sandbox, started and stopped."""
    workspace = SandboxWorkspace()
    await workspace.open()
    yield workspace
    await workspace.close()


async def test_a_limit_that_was_reached_shows_until_when_it_is_closed(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.open("daily-quota-exceeded")
        current = story.app.desk.current
        assert current is not None
        current.mail.messages = "4"
        await story.press("ctrl+n", "ctrl+n")
        await story.sees("3 accepted, 1 refused")
        await story.sees("✘ limit closed until")
        await story.sees("the provider said: ")
        await story.sees("3 of 500 messages a day (free)")


async def test_the_demo_says_that_nothing_leaves_this_machine(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.sees("sandbox: nothing leaves this machine")


@pytest.mark.parametrize(
    "scenario", [one for one in all_scenarios() if one.name not in _SLOW], ids=lambda one: one.name
)
async def test_every_scenario_fails_where_it_says(sandbox: SandboxWorkspace, scenario: Scenario) -> None:
    settings = sandbox.catalogue.resolve(sandbox.profiles.read().profiles[scenario.name])
    session = LiveSession.of(Use.PROBE, settings, of_saved=True, began=NOW)
    async for event in sandbox.sessions.probe(settings, None, nullcontext):
        session.take(event)
    assert session.report is not None
    stage = session.report.failure.stage if session.report.failure else None
    assert stage == (scenario.stage if scenario.shown_by_probe else None)


async def test_a_message_arrives_in_the_sandbox(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("✔ accepted by 127.0.0.1")
        (message,) = sandbox.inbox.received()
        assert message.forward_paths == ("webmaster@sandbox.example",)
        assert "Test from good" in message.subject
        await story.press("f6")
        await story.sees("From smtptui demo <demo@sandbox.example>")
        await story.sees("Envelope from <demo@sandbox.example> to webmaster@sandbox.example")
        await story.sees("1 text/plain")
        await story.press("h")
        await story.sees("Auto-Submitted auto-generated")
        await story.press("s")
        await story.sees("Subject: Test from good by 127.0.0.1")
        await story.press("p")
        await story.sees("This is a test message.")
        await story.press("pagedown")
        await story.sees("2 text/html")


async def test_the_next_message_is_opened_when_it_comes_but_never_under_a_readers_eyes(
    sandbox: SandboxWorkspace, opened: Open
) -> None:
    async with opened(sandbox) as story:
        await _send(story, "first")
        await story.press("f6")
        await story.sees("Subject first")
        await _send(story, "second")
        await story.press("f6")
        await story.sees("Subject second")
        await story.press("down")
        await story.sees("Subject first")
        # Somebody else's program sends while this one is read.
        settings = sandbox.catalogue.resolve(sandbox.profiles.read().profiles["good"])
        (draft,) = await sandbox.files.mail_drafts(settings, Written(subject="third"))
        async for _ in sandbox.sessions.send(settings, None, draft, nullcontext):
            pass
        await story.sees("third webmaster@sandbox.example")
        assert "Subject first" in story.seen


async def _send(story: Story, subject: str) -> None:
    current = story.app.desk.current
    assert current is not None
    current.mail.subject = subject
    before = current.sessions.get(Use.SEND)
    await story.screen.show_section("Send")
    await story.press("ctrl+n")
    await story.until(lambda: current.sessions.get(Use.SEND) is not before and not current.sessions[Use.SEND].running)
    await story.sees("✔ accepted by 127.0.0.1")


async def test_a_wrong_secret_typed_over_the_right_one_is_refused(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.go_to("typed_secret")
        await story.type("wrong")
        await story.press("ctrl+r")
        await story.sees("✘ auth")
        await story.sees("values on the screen")
        # The verdict goes back to the field, and what was typed is still there.
        await story.sees("⏎ go to Password")
        await story.press("enter")
        await story.until(lambda: story.focused == "typed_secret")
        assert "•••••" in story.seen


async def test_what_is_saved_in_the_sandbox_stays_in_memory(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.press("ctrl+s")
        await story.sees("saved good")
        assert sandbox.profiles.read().profiles["good"].from_name == "smtptui demo!"


async def test_the_first_run_leads_into_the_sandbox(opened: Open) -> None:
    async with opened(StillWorkspace(())) as story:
        await story.press("down", "enter")
        await story.sees("sandbox: nothing leaves this machine")
        await story.press("ctrl+r")
        await story.sees("✔ ready: 127.0.0.1")


IAM_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"


async def _set_up_ses(story: Story) -> None:
    await story.press("f7")
    await story.sees("who takes your mail?")
    await story.type("ses")
    await story.press("enter")
    await story.sees("SMTP user name")
    await story.go_to("username")
    await story.type("AKIAIOSFODNN7EXAMPLE")
    await story.go_to("from_address")
    await story.type("shop@example.com")
    await story.go_to("to_address")
    await story.type("ops@example.com")
    await story.go_to("typed_secret")
    await story.type(IAM_KEY)


async def test_ses_is_set_up_from_an_iam_key_until_a_test_arrives(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await _set_up_ses(story)
        await story.sees("looks like an IAM secret key: ^] derives")
        await story.press("ctrl+right_square_bracket")
        await story.sees("has the right shape")
        await story.press("ctrl+s")
        await story.sees("saved ses")
        await story.press("ctrl+n")
        await story.sees("The sandbox plays Amazon SES here")
        await story.press("ctrl+n")
        await story.sees("✔ accepted by 127.0.0.1")
        await story.press("f6")
        await story.sees("ops@example.com")
        assert [one.reverse_path for one in sandbox.inbox.received()] == ["shop@example.com"]


async def test_an_iam_key_that_was_not_derived_is_refused_as_at_ses(sandbox: SandboxWorkspace, opened: Open) -> None:
    async with opened(sandbox) as story:
        await _set_up_ses(story)
        await story.press("ctrl+r")
        await story.sees("✘ auth")


async def test_the_sandbox_stands_in_for_every_server_elsewhere(sandbox: SandboxWorkspace) -> None:
    for provider in sandbox.catalogue.providers():
        profile = Profile("x", provider.name, host=None if provider.endpoints else "mail.example.org")
        assert sandbox.catalogue.resolve(profile).endpoint.is_loopback
