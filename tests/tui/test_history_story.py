"""An operator looks through what was tried and sent, and repeats it."""

from collections.abc import Sequence
from datetime import timedelta

from smtptui.model.history import HistoryEntry, Wanted
from smtptui.tui.widgets.history_pane import MAXIMUM_ROWS
from smtptui.tui.widgets.pick_list import PickList
from tests.tui.conftest import WIDE, Open
from tests.tui.still.history import StillHistory
from tests.tui.still_workspace import NOW, StillWorkspace


async def test_the_room_lists_the_open_profile_and_a_filter_leaves_less(opened: Open) -> None:
    async with opened() as story:
        await story.press("f5")
        await story.sees("darrensnet 3 sessions")
        await story.sees("✘██ median 0.41 s, longest 0.41 s")
        await story.press("f")
        await story.sees("show only")
        await story.type("fail")
        await story.press("enter")
        await story.sees("darrensnet 1 session: failed; x shows all")
        assert "accepted" not in story.seen
        await story.press("x")
        await story.sees("darrensnet 3 sessions")


async def test_every_profiles_sessions_stand_in_one_list(opened: Open) -> None:
    async with opened() as story:
        await story.press("f5", "f")
        await story.sees("every profile")
        await story.press("enter")
        await story.sees("every profile 12 sessions")
        await story.sees("staging accepted")


async def test_a_filter_that_leaves_nothing_says_how_to_leave_it(opened: Open) -> None:
    async with opened() as story:
        await story.press("f5")
        for wanted in ("failed", "last hour"):
            await story.press("f")
            await story.sees("show only")
            await story.type(wanted)
            await story.press("enter")
        await story.sees("darrensnet no session: failed, the last hour; x shows all")
        await story.press("x")
        await story.sees("darrensnet 3 sessions")


async def test_a_past_session_opens_with_stages_reply_and_diagnosis(opened: Open) -> None:
    async with opened(size=WIDE) as story:
        await story.open("staging")
        await story.press("f5", "down", "down", "enter")
        await story.sees("probe of staging")
        await story.sees("✘ Gmail wants an app password for fred@gmail.com.")
        await story.sees("✘ auth")
        await story.sees("reply 534 5.7.9 Application-specific password required.")
        await story.sees("transcript not kept in the history")
        await story.press("escape")
        await story.sees("staging 3 sessions")


async def test_repeating_a_probe_probes_again(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("f5", "down", "r")
        await story.sees("saved profile · email-smtp")
        await story.until(lambda: bool(workspace.history.remembered))
        assert [kind for kind, _ in workspace.history.remembered] == ["probe"]


async def test_repeating_a_message_fills_the_send_room_and_sends_nothing(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("f5", "enter")
        await story.sees("test message of darrensnet")
        await story.sees("queue id ffacd0b85a97d-4312")
        await story.press("r")
        await story.sees("Subject Is anybody there?")
        assert story.focused == "to"
        assert workspace.sessions.typed == []
        await story.press("enter")
        await story.sees("accepted by")


async def test_a_message_being_written_is_replaced_only_when_told_to(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n", "tab")
        await story.type("my words")
        await story.press("f5", "r")
        await story.sees("replace the message being written?")
        await story.press("escape")
        await story.press("f4")
        await story.sees("Subject my words")


async def test_the_rooms_letters_are_letters_elsewhere(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+n")
        await story.type("rfx")
        await story.sees("rfx")


async def test_a_session_of_a_deleted_profile_cannot_be_repeated(opened: Open) -> None:
    async with opened() as story:
        await story.press("f5", "f")
        await story.sees("every profile")
        await story.press("enter")
        await story.sees("every profile 12 sessions")
        del story.app.desk.workspace.profiles.saved["staging"]  # type: ignore[attr-defined]
        await story.app.desk.refresh()
        await story.press("down", "r")
        await story.sees("there is no profile staging any more")


class _BusyHistory(StillHistory):
    """A history that is as long as a list may be."""

    made = 0

    async def recent(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        [one] = (await super().recent(Wanted("staging", "probe", "passed"), 1))[:1]
        return _Long(self, one, limit)


class _Long(Sequence[HistoryEntry]):
    """Entries that are made when somebody looks, and counted."""

    def __init__(self, history: _BusyHistory, entry: HistoryEntry, length: int) -> None:
        self._history, self._entry, self._length = history, entry, length

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(self._length))]
        self._history.made += 1
        return self._entry._replace(when=NOW - timedelta(minutes=index))


async def test_of_ten_thousand_sessions_only_those_are_made_that_are_seen(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.history = history = _BusyHistory(workspace.profiles)
    async with opened(workspace) as story:
        await story.press("f5")
        await story.sees(f"the last {MAXIMUM_ROWS:,} sessions")
        assert story.screen.query_one("#past", PickList).total == MAXIMUM_ROWS
        assert history.made < 500
