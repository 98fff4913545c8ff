"""An operator sends a test message."""

import asyncio

from smtptui.model.report import Outcome
from tests.tui import sessions
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace


async def test_a_test_mail_takes_two_keys_and_shows_the_queue_id(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n")
        await story.sees("To webmaster@darrensnet.com")
        await story.press("enter")
        await story.sees("✔ accepted by email-smtp.eu-west-1.amazonaws.com")
        assert "queue id ffacd0b85a97d-4312" in story.seen
        assert "Accepted is not delivered: look in webmaster@darrensnet.com." in story.seen


async def test_an_unknown_outcome_is_said_as_such(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.send_replay = sessions.unanswered
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("▲ it is not known whether the message was sent")
        assert "accepted by" not in story.seen


async def test_cancelling_after_data_began_is_recorded_as_unknown(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("◐ sending through")
        await story.press("escape")
        await story.sees("▲ it is not known whether the message was sent")
        await story.until(lambda: bool(workspace.remembered))
        kind, report = workspace.remembered[0]
        assert kind == "send"
        assert report.delivery is not None
        assert report.delivery.outcome is Outcome.UNKNOWN


async def test_a_second_message_waits_for_the_first(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("◐ sending through")
        await story.press("enter")
        await story.sees("a message is under way")
        workspace.hold.set()
        await story.sees("✔ accepted")
        assert len(workspace.typed) == 1


async def test_a_bad_recipient_is_refused_before_anything_is_sent(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n")
        await story.type(",nobody")
        await story.press("enter")
        await story.sees('the recipient "nobody" has no @')
        assert workspace.typed == []


async def test_quitting_while_a_message_is_under_way_asks(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("◐ sending through")
        await story.press("ctrl+q")
        await story.sees("A message through darrensnet is under way.")
        await story.press("escape")


async def test_what_was_written_stays_with_its_profile(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n")
        await story.press("down")
        await story.type("hello")
        await story.open("staging")
        assert "hello" not in story.seen
        await story.open("darrensnet")
        await story.sees("hello")


async def test_the_history_lists_what_was_tried(opened: Open) -> None:
    async with opened() as story:
        await story.press("f5")
        await story.sees("✔ send 2 min accepted")
        assert "✘ probe 2 d failed auth: app password required" in story.seen
