"""The History room: what was tried and sent before."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from statistics import median
from typing import NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from smtptui.model.history import HistoryEntry
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.history_choice import EVERY_PROFILE, Choice, in_words
from smtptui.tui.keys import with_keys
from smtptui.tui.sparkline import sparkline
from smtptui.tui.widgets.drawn import Drawn, wrapped
from smtptui.tui.widgets.full_line import FullLine
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import count, seconds

# More rows than these nobody goes through by hand; a filter finds the older ones.
MAXIMUM_ROWS = 10_000
# The longest that a profile's name may stand, and how many sessions are looked at for it.
_NAME, _FIRST = 18, 100


class Shown(NamedTuple):
    """Sessions, the newest first, and what they were chosen by; `profile` is the open one's name.

    `more` says that there are older ones which are not among them.
    """

    sessions: Sequence[HistoryEntry]
    choice: Choice
    profile: str
    now: datetime
    more: bool = False

    def is_like(self, other: "Shown | None") -> bool:
        """Whether both were asked for alike."""
        return other is not None and (self.choice, self.profile) == (other.choice, other.profile)


class HistoryPane(Vertical):
    """Sessions that were chosen, the newest first, with a row of bars for the times of the last ones."""

    DEFAULT_CSS = """
    HistoryPane {
        HistoryHead {
            padding: 0 2;
            margin-bottom: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="history")
        self._head = HistoryHead()
        self._list = PickList(title_width=15, id="past")
        self._full = FullLine()
        self._list.on_cursor = self._full.show
        self._shown: Shown | None = None

    def compose(self) -> ComposeResult:
        """What is shown, the sessions, and the one under the cursor in full."""
        yield self._head
        yield self._list
        yield self._full

    def show(self, shown: Shown) -> None:
        """List these."""
        current = self._list.current if shown.is_like(self._shown) else None
        self._shown = shown
        self._head.show(shown)
        name = _name_cells(shown)
        keys = [str(index) for index in range(len(shown.sessions))]
        self._list.fill(Listing(keys, lambda index: _item(shown.sessions[index], shown.now, name)), current)

    @property
    def current(self) -> HistoryEntry | None:
        """The session under the cursor."""
        key = self._list.current
        return self._shown.sessions[int(key)] if self._shown and key is not None else None


class HistoryHead(Drawn):
    """How many sessions of whom, and how long the last ones took."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: Shown | None = None

    def show(self, shown: Shown) -> None:
        """Draw the head of these."""
        self._shown = shown
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """One line or two."""
        if self._shown is None:
            return [Content("")]
        first = Content.assemble(
            (_whose(self._shown), "bold"), (f"  {with_keys(self.app, _how_many(self._shown))}", "$text-muted")
        )
        return [*wrapped(first, width), *_times(self._shown.sessions, width)]


def _whose(shown: Shown) -> str:
    profile = shown.profile if shown.choice.profile is None else shown.choice.profile
    return profile or "every profile"


def _how_many(shown: Shown) -> str:
    filtered, number = shown.choice.words, len(shown.sessions)
    if not number:
        return f"no session: {filtered}; {{clear_filter}} shows all" if filtered else "nothing was tried or sent yet"
    words = f"the last {number:,} sessions" if shown.more else count(number, "session")
    return f"{words}: {filtered}; {{clear_filter}} shows all" if filtered else words


def _times(sessions: Sequence[HistoryEntry], width: int) -> list[Content]:
    """The last sessions as bars, the newest at the right, and the middle and longest of their times."""
    last = sessions[: max(width - 34, 8)]
    passed_ms = [session.elapsed_ms for session in last if session.ok]
    if len(last) < 2 or not passed_ms:
        return []
    bars = sparkline([session.elapsed_ms if session.ok else None for session in reversed(last)])
    words = f"  median {seconds(median(passed_ms))}, longest {seconds(max(passed_ms))}"
    return [bars + Content.styled(words, "$text-muted")]


def _name_cells(shown: Shown) -> int:
    """How wide the profiles' names stand; 0 where they are all one."""
    if shown.choice.profile != EVERY_PROFILE:
        return 0
    return min(max((len(session.profile) for session in shown.sessions[:_FIRST]), default=0), _NAME)


def _item(session: HistoryEntry, now: datetime, name_cells: int) -> PickItem:
    glyph, style = (glyphs.PASSED, "$text-success") if session.ok else (glyphs.FAILED, "$text-error")
    if session.outcome == "unknown":
        glyph, style = glyphs.WARNED, "$text-warning"
    title = Content.assemble((glyph, style), f" {session.kind:<6}", (f"{session.age(now):>6}", "$text-muted"))
    name = Content(session.profile).truncate(name_cells, ellipsis=True, pad=True).plain + "  " if name_cells else ""
    time = Content.styled(seconds(session.elapsed_ms), "$text-muted")
    return PickItem(title, name + _words(session), time, partial(_in_full, session, now))


def _in_full(session: HistoryEntry, now: datetime) -> Content:
    """What the line has no room for: when, whose, and what the server said."""
    when = f"{session.when.astimezone(now.tzinfo):%Y-%m-%d %H:%M}"
    said = session.reply_text if session.reply_text != session.detail else None
    parts = (session.profile, when, in_words(session.outcome), _words(session), said)
    return Content(" · ".join(dict.fromkeys(printable(part) for part in parts if part)))


def _words(session: HistoryEntry) -> str:
    """What became of it, and why; that a probe failed is said by its sign."""
    stage = f"{session.stage}: " if session.stage and not session.ok else ""
    cause = in_words(session.cause if session.cause != "unknown" else None)
    why = cause or session.detail or ""
    whom = f"for {', '.join(session.recipients)}" if session.recipients else ""
    outcome = "" if why and session.outcome == "failed" else in_words(session.outcome)
    parts = (outcome, whom if session.kind == "send" else "", f"{stage}{why}" if why else "")
    return "  ".join(part for part in parts if part)
