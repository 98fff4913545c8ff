"""An operator looks after the local relay."""

from datetime import timedelta

import pytest

from smtptui.errors import ConfigurationError, NotRunningError
from smtptui.tui.relay_pace import Pace
from smtptui.tui.relay_trend import Trend
from smtptui.tui.screens.relay import RelayScreen
from smtptui.tui.screens.relay_watch import LISTED
from smtptui.tui.widgets.relay_queue import RelayQueue
from tests.tui import relay_scenes
from tests.tui.conftest import Open
from tests.tui.still.relay import REFUSED, StillRelay, waiting
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story


def _watched(relay: StillRelay) -> StillWorkspace:
    workspace = StillWorkspace()
    workspace.relay = relay
    return workspace


def _relay_screen(story: Story) -> RelayScreen:
    assert isinstance(story.app.screen, RelayScreen)
    return story.app.screen


def _listed(story: Story) -> list[str]:
    return list(_relay_screen(story).query_one(RelayQueue)._messages)


def _looking(story: Story) -> set[str]:
    """What goes on by itself."""
    return {worker.group for worker in story.app.workers if not worker.is_finished} & {"watch", "log"}


async def test_a_message_is_held_released_and_after_asking_deleted(opened: Open) -> None:
    relay = StillRelay([waiting(2), waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("✘ 2 wait: ")
        await story.press("h")
        await story.sees("hold 1")
        await story.sees("l release")
        assert "h hold" not in story.seen
        await story.press("l")
        await story.sees("hold 0")
        await story.press("d")
        await story.sees("delete this message?")
        await story.press("escape", "d")
        await story.sees("delete this message?")
        await story.press("enter")
        await story.sees("✘ 1 waits: ")
        assert relay.done == ["hold 4XyZ00002", "release 4XyZ00002", "delete 4XyZ00002"]
        # The cursor is where it was, on the message that has moved up.
        await story.press("r")
        await story.until(lambda: relay.done[-1] == "requeue 4XyZ00001")


async def test_a_flush_empties_the_queue_and_a_restart_asks(opened: Open) -> None:
    relay = StillRelay([waiting(2), waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("deferred 2")
        await story.press("f")
        await story.sees("Nothing waits")
        await story.sees("2 deferred messages tried again now")
        assert "f flush" not in story.seen
        await story.press("R")
        await story.sees("restart Postfix?")
        await story.press("enter")
        await story.sees("Postfix runs again, pid 813")
        assert relay.done == ["flush", "restart"]


async def test_reasons_messages_and_lines_of_the_log_are_read_in_full(opened: Open) -> None:
    async with opened(relay_scenes.full()) as story:
        await story.press("ctrl+f")
        await story.sees("friend7@example.com")
        await story.press("w")
        await story.sees("connect to in-v3.mailjet.com[104.199.96.85]:587: Connection refused")
        await story.press("escape", "s")
        await story.sees("Subject: Your order")
        await story.press("escape", "g", "enter")
        await story.sees("delay=1.2")


async def test_a_click_on_the_reasons_shows_them_in_full(opened: Open) -> None:
    async with opened(relay_scenes.full()) as story:
        await story.press("ctrl+f")
        await story.sees("✘ 38 wait: ")
        await story.pilot.click("RelayReasons")
        await story.sees("why messages wait")


async def test_where_no_cause_is_known_the_servers_own_words_stand(opened: Open) -> None:
    relay = StillRelay([waiting(1, "Come back when the moon is full")])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("✘ 1 waits: Come back when the moon is full")


async def test_what_is_gone_meanwhile_is_said(opened: Open) -> None:
    relay = StillRelay([waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("4XyZ00001")
        relay.messages.clear()
        await story.press("h")
        await story.sees("there is no message 4XyZ00001 in the queue")
        await story.sees("Nothing waits")


async def test_nothing_is_asked_while_the_screen_is_not_seen(opened: Open) -> None:
    relay = StillRelay([waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("4XyZ00001")
        await story.until(lambda: _looking(story) == {"watch", "log"})
        await story.press("f1")
        await story.until(lambda: _looking(story) == set() and relay.followers == 0)
        await story.press("escape")
        await story.until(lambda: _looking(story) == {"watch", "log"} and relay.followers == 1)
        await story.press("escape")
        await story.until(lambda: _looking(story) == set() and relay.followers == 0)
        assert story.app.screen is story.screen


async def test_nothing_is_drawn_when_nothing_has_changed(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    relay = StillRelay([waiting(1)], relay_scenes.LOG)
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("deferred friend7@example.com")
        drawn: list[object] = []
        monkeypatch.setattr(story.app, "_display", lambda screen, renderable: drawn.append(renderable))
        await story.until_still(drawn)
        before = relay.readings
        _relay_screen(story).look_again()
        await story.until(lambda: relay.readings > before)
        await story.settle()
        assert drawn == []


async def test_a_relay_that_stops_and_one_that_comes_back_are_seen(opened: Open) -> None:
    relay = StillRelay([waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("✔ Postfix runs")
        relay.is_running = False
        _relay_screen(story).look_again()
        await story.sees("✘ Postfix does not run: nothing is delivered")
        await story.sees("→ R starts it")
        assert "f flush" not in story.seen
        relay.error = NotRunningError("Postfix does not run, so its queue cannot be asked", "start it")
        _relay_screen(story).look_again()
        await story.sees("→ start it")
        assert "4XyZ00001" not in story.seen
        relay.error, relay.is_running = None, True
        _relay_screen(story).look_again()
        await story.sees("✔ Postfix runs")
        await story.press("h")
        await story.until(lambda: relay.done == ["hold 4XyZ00001"])


async def test_what_a_log_cannot_be_read_for_is_said_in_its_place(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = StillRelay()

    async def refused(last: int):  # type: ignore[no-untyped-def]
        raise ConfigurationError("only root may read the log /log", "run this as root")
        yield

    monkeypatch.setattr(relay, "log", refused)
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("only root may read the log /log. run this as root.")


async def test_of_a_queue_that_only_root_can_see_nothing_is_claimed(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    relay = StillRelay()
    relay.is_running = False
    monkeypatch.setattr(relay, "view", lambda number, reason: None)
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("What waits is seen by root alone")


async def test_of_a_long_queue_the_oldest_are_listed_and_all_are_counted(opened: Open) -> None:
    async with opened(_watched(StillRelay([waiting(n) for n in range(1, 2001)]))) as story:
        await story.press("ctrl+f")
        await story.sees("the oldest 500 of 2,000 messages")
        await story.sees("✘ 2,000 wait: ")
        queue = _relay_screen(story).query_one(RelayQueue)
        await story.press("end")
        assert (queue.total, queue.current) == (LISTED, "4XyZ01501")


async def test_the_messages_of_one_reason_are_listed_alone_and_all_again(opened: Open) -> None:
    held = waiting(41, None, "hold")
    refused = [waiting(n, REFUSED) for n in (2, 1)]
    relay = StillRelay([held, *(waiting(n) for n in range(3, 9)), *refused])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("4XyZ00041")
        await story.press("o")
        await story.sees("2 reasons")
        await story.type("connection")
        await story.press("enter")
        await story.sees("messages for this reason")
        assert _listed(story) == ["4XyZ00002", "4XyZ00001"]
        await story.sees("deferred 8")
        await story.sees("o all")
        relay.messages = {held.queue_id: held}
        _relay_screen(story).look_again()
        await story.sees("No message waits for this reason any more")
        await story.press("escape")
        await story.until(lambda: _listed(story) == ["4XyZ00041"])
        assert story.app.screen is not story.screen


async def test_who_is_not_root_is_told_so_and_offered_what_he_can_do(opened: Open) -> None:
    relay = StillRelay([waiting(2), waiting(1)])
    relay.may_change = relay.counts_at_sight = False
    async with opened(_watched(relay), size=(120, 36)) as story:
        await story.press("ctrl+f")
        await story.sees("not root: you can look and flush")
        await story.sees("deferred 2")
        assert "h hold" not in story.seen
        await story.press("h", "d", "R", "s")
        await story.sees("Subject: Your order")
        await story.press("escape", "f")
        await story.sees("Nothing waits")
        assert relay.done == ["flush"]


async def test_another_postfix_of_this_machine_is_chosen_or_its_folder_typed(opened: Open) -> None:
    relay = StillRelay([waiting(1)])
    async with opened(_watched(relay)) as story:
        await story.press("ctrl+f")
        await story.sees("4XyZ00001")
        relay.messages = {"4XyZ00002": waiting(2)}
        await story.press("i")
        await story.sees("2 folders")
        await story.press("down", "enter")
        await story.until(lambda: isinstance(story.app.screen, RelayScreen) and _listed(story) == ["4XyZ00002"])
        assert relay.folder == "/etc/postfix-out"
        await story.press("i")
        await story.sees("2 folders")
        await story.type("/srv/relay")
        await story.press("enter")
        await story.until(lambda: relay.folder == "/srv/relay")
        await story.sees("✔ Postfix runs")


async def test_the_app_opens_at_the_relay(opened: Open) -> None:
    async with opened(relay_scenes.full(), at="relay") as story:
        await story.sees("✔ Postfix runs")


async def test_the_sandbox_says_that_it_has_no_relay(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+f")
        await story.sees("The sandbox has no local relay")


def test_the_trend_has_the_last_value_of_each_half_minute_and_gaps_where_nobody_looked() -> None:
    trend = Trend()
    for seconds, total in ((0, 5), (10, 7), (90, 3)):
        trend.add(NOW + timedelta(seconds=seconds), total)
    assert trend.bars() == [7, None, None, 3]


def test_the_more_a_look_costs_and_the_longer_it_fails_the_seldomer_it_is() -> None:
    pace = Pace()
    assert [pace.rest_s(took, failed=False) for took in (0.01, 0.5, 3.0, 30.0)] == [2.0, 5.0, 30.0, 60.0]
    assert [pace.rest_s(0.01, failed=True) for _ in range(7)] == [4.0, 8.0, 16.0, 32.0, 60.0, 60.0, 60.0]
    assert pace.rest_s(0.01, failed=False) == 2.0


def test_the_trend_forgets_what_is_older_than_ten_minutes() -> None:
    trend = Trend()
    trend.add(NOW, 5)
    trend.add(NOW + timedelta(minutes=10), 7)
    assert trend.bars() == [7]
