"""An operator sends a test message."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events

from smtptui.core.limits import LimitUse
from smtptui.model.fingerprint import LastGood
from smtptui.model.provider import Fact, Limit, LimitUnit, LimitWindow
from smtptui.model.report import Outcome
from smtptui.tui.dialogs.confirm import ConfirmDialog
from smtptui.tui.mail import Mail
from smtptui.tui.widgets.send_pane import SendPane
from tests.tui import sessions
from tests.tui.conftest import Open
from tests.tui.still.profiles import PROFILES
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story


async def test_a_test_mail_takes_two_keys_and_shows_the_queue_id(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n")
        await story.sees("To webmaster@darrensnet.com")
        await story.press("enter")
        await story.sees("✔ accepted by email-smtp.eu-west-1.amazonaws.com")
        assert "queue id ffacd0b85a97d-4312" in story.seen
        assert "Accepted is not delivered: look in webmaster@darrensnet.com." in story.seen


async def test_among_forty_profiles_a_test_mail_takes_three_keys(opened: Open) -> None:
    names = [*(f"customer-{number:02}" for number in range(39)), "wiki"]
    workspace = StillWorkspace([PROFILES[0]._replace(name=name) for name in names], "customer-00")
    async with opened(workspace) as story:
        await story.press("ctrl+t", "w", "ctrl+n")
        await story.sees("smtptui wiki")
        await story.sees("✔ accepted by")


async def test_an_empty_to_shows_who_gets_it(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n", "ctrl+u")
        await story.until(lambda: story.app.desk.current is not None and story.app.desk.current.mail.to == "")
        await story.sees("To webmaster@darrensnet.com")


async def test_a_click_on_a_recent_recipient_takes_it(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.history.sent_to = ("ops@example.com", "fred@example.com")
    async with opened(workspace) as story:
        await story.press("ctrl+n", "ctrl+u")
        await story.sees("→ ops@example.com fred@example.com")
        await story.pilot.click("#mail-to _Remarks", offset=(len("→ ops@example.com   f"), 0))
        await story.sees("To fred@example.com")


async def test_an_unknown_outcome_is_said_as_such(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.send_replay = sessions.unanswered
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("▲ it is not known whether the message was sent")
        assert "accepted by" not in story.seen


async def test_cancelling_after_data_began_is_recorded_as_unknown(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("◐ sending through")
        await story.press("escape")
        await story.sees("▲ it is not known whether the message was sent")
        await story.until(lambda: bool(workspace.history.remembered))
        kind, report = workspace.history.remembered[0]
        assert kind == "send"
        assert report.delivery is not None
        assert report.delivery.outcome is Outcome.UNKNOWN
        assert report.delivery.subject == "Test from darrensnet by email-smtp.eu-west-1.amazonaws.com"
        assert [one.address for one in report.delivery.recipients] == ["webmaster@darrensnet.com"]
        # What was kept of it should the app be killed is done with.
        assert workspace.history.ended == ["mark 1"]


async def test_a_second_message_waits_for_the_first(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "enter")
        await story.sees("◐ sending through")
        await story.press("enter")
        await story.sees("a message is under way")
        workspace.sessions.hold.set()
        await story.sees("✔ accepted")
        assert len(workspace.sessions.typed) == 1


async def test_a_bad_recipient_is_refused_before_anything_is_sent(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n")
        await story.type(",nobody")
        await story.press("enter")
        await story.sees('the recipient "nobody" has no @')
        assert workspace.sessions.typed == []


async def test_quitting_while_a_message_is_under_way_asks(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
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
        assert "✘ probe 2 d auth: app password required" in story.seen


def _closed() -> LimitUse:
    fact = Fact("the provider's page", "2026-11-20")
    limit = Limit(500, LimitUnit.MESSAGES, LimitWindow.DAY, "free", fact)
    return LimitUse(limit, 12, NOW + timedelta(hours=3), "550 5.4.5 Daily user sending limit exceeded")


async def test_a_limit_that_would_be_passed_is_asked_about_once_for_all(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.history.limit_uses = [_closed()]
    async with opened(workspace) as story:
        await story.press("ctrl+n")
        await story.sees("✘ limit closed until 15:00 at the latest")
        await story.sees("12 of 500 messages a day (free)")
        await story.sees("the provider said: 550 5.4.5 Daily user sending limit exceeded")
        _mail(story).messages = "3"
        await story.press("enter")
        await story.sees("send all the same?")
        await story.sees("the provider closed this account's window until 2026-11-21")
        await story.press("escape")
        await story.until(lambda: not isinstance(story.app.screen, ConfirmDialog))
        assert workspace.sessions.typed == []
        await story.press("enter")
        await story.sees("send all the same?")
        await story.press("enter")
        await story.sees("✔ 3 of 3")


async def test_several_messages_show_their_tally_and_their_rate(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.many_replays = [sessions.accepted, sessions.rejected]
    async with opened(workspace) as story:
        _mail(story).messages, _mail(story).a_minute = "4", "30"
        await story.press("ctrl+n")
        await story.sees("More 4 messages at 30 a minute")
        await story.press("enter")
        await story.sees("▲ 4 of 4")
        await story.sees("2 accepted, 2 refused")
        await story.sees("✘ data: 552 5.3.4 Message size exceeds fixed limit")
        assert workspace.sessions.rate_per_s == 0.5
        await story.until(lambda: len(workspace.history.remembered) == 4)


async def test_a_refused_login_ends_all_of_them(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.send_replay = sessions.app_password_required
    async with opened(workspace) as story:
        _mail(story).messages = "5"
        await story.press("ctrl+n", "enter")
        await story.sees("1 not sent, 4 not tried")
        await story.sees("stopped: what fails before the message fails for every one")
        assert len(workspace.sessions.typed) == 1


async def test_cancelling_several_keeps_what_is_known_of_the_one_under_way(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        _mail(story).messages = "5"
        await story.press("ctrl+n", "enter")
        await story.sees("◐ 0 of 5")
        await story.until(lambda: bool(workspace.sessions.typed))
        await story.press("enter")
        await story.sees("a message is under way")
        await story.press("escape")
        await story.sees("1 of unknown outcome, 4 not tried")
        await story.sees("cancelled")
        await story.until(lambda: len(workspace.history.remembered) == 1)
        _, report = workspace.history.remembered[0]
        assert report.delivery is not None
        assert report.delivery.subject == "Test from darrensnet (1 of 5)"
        assert report.delivery.to_addresses == ("webmaster@darrensnet.com",)


async def test_html_and_files_are_said_beside_their_fields_and_go_with_the_message(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report.pdf").write_bytes(b"x" * 5000)
    monkeypatch.chdir(tmp_path)
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "down", "down", "down", "enter", "down")
        await story.type("<p>hello")
        await story.press("down")
        await story.type("none re")
        await story.sees("→ report.pdf")
        await story.sees("✘ none: there is no such file")
        await story.press("right")
        await story.sees("✔ report.pdf, 4.9 KiB")
        await story.press("enter")
        await story.sees("none is no file to attach")
        assert workspace.sessions.typed == []
        await story.press("ctrl+u")
        await story.type("report.pdf")
        await story.press("enter")
        await story.sees("✔ accepted by")
        assert (workspace.files.written[-1].html, workspace.files.written[-1].files) == ("<p>hello", "report.pdf")
        # The fold closes, so that the answer has room, and says what is in it.
        assert "More HTML, files" in story.seen


async def test_who_gets_the_message_anyhow_is_not_offered(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n", "enter")
        await story.sees("✔ accepted by email-smtp.eu-west-1.amazonaws.com")
        assert "→ webmaster@darrensnet.com" not in story.seen


async def test_the_last_recipients_are_offered(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.history.sent_to = ("ops@example.com", "fred@example.com")
    async with opened(workspace) as story:
        await story.press("ctrl+n", "ctrl+u")
        await story.sees("→ ops@example.com fred@example.com")
        await story.type("f")
        await story.sees("→ fred@example.com")
        await story.press("right")
        await story.sees("To fred@example.com")
        await story.press("down")
        assert "→" not in story.seen


async def test_a_text_of_several_lines_goes_as_it_was_pasted_and_tab_and_arrows_leave_it(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "tab", "tab")
        assert story.focused == "text"
        story.app.post_message(events.Paste("Dear all,\r\rthe relay is back.\r"))
        await story.type("Ann")
        await story.press("enter")
        await story.type("ops")
        await story.sees("Text Dear all,")
        await story.press("down")
        assert story.focused is None or "mail" not in story.focused
        await story.press("up", "up", "up", "up", "up", "up")
        assert story.focused == "subject"
        assert workspace.files.written == []
        await story.press("ctrl+n")
        await story.sees("✔ accepted by")
        assert [one.text for one in workspace.files.written] == ["Dear all,\n\nthe relay is back.\nAnn\nops"]


async def test_a_message_larger_than_the_server_takes_is_said_and_asked_about(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk.img").write_bytes(b"x" * 30_000_000)
    monkeypatch.chdir(tmp_path)
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        _mail(story).files = "disk.img"
        _mail(story).more_open = True
        await story.press("ctrl+n")
        await story.sees("about 39.2 MiB on the wire; a probe shows what the server takes")
        workspace.history.good = LastGood(NOW, sessions.GOOD_MARKS)
        await story.open("staging")
        _mail(story).files = "disk.img"
        _mail(story).more_open = True
        story.screen.query_one(SendPane).read_again()
        await story.sees("✘ about 39.2 MiB on the wire: more than the")
        await story.press("ctrl+n")
        await story.sees("smtp.gmail.com takes 34.2 MiB.")
        await story.press("escape")
        await story.until(lambda: not isinstance(story.app.screen, ConfirmDialog))
        assert [kind for kind, _ in workspace.history.remembered if kind == "send"] == []


async def test_a_number_that_cannot_be_meant_is_said_and_nothing_is_sent(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+n", "down", "down", "down", "enter", "down", "down", "down")
        await story.type("many")
        await story.sees("✘ a number of messages from 1 to 10,000")
        await story.press("enter")
        await story.sees("give a number of messages")
        assert workspace.sessions.typed == []


def _mail(story: Story) -> Mail:
    current = story.app.desk.current
    assert current is not None
    return current.mail
