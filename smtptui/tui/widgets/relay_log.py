"""The end of a relay's log, followed."""

from collections import deque

from textual.content import Content

from smtptui.errors import SmtptuiError
from smtptui.model.relay_log import LogTold
from smtptui.tui.relay_words import log_glyph, log_line
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList

KEPT_LINES = 200
_TIME_CELLS = 8


class RelayLog(PickList):
    """The last lines, each failed delivery explained. The cursor stays on the newest until it is moved up."""

    def __init__(self) -> None:
        super().__init__(id="log", quiet=True, empty="  The log is empty.")
        self._told: deque[tuple[str, LogTold]] = deque(maxlen=KEPT_LINES)
        self._number = 0
        self._is_stale = False
        self._follows = True

    @property
    def told(self) -> LogTold | None:
        """The line under the cursor."""
        return dict(self._told).get(self.current or "")

    def begin(self) -> None:
        """What is read from now on takes the place of what is shown."""
        self._is_stale = True

    def add(self, lines: list[LogTold]) -> None:
        """These have come."""
        if self._is_stale:
            self._told.clear()
            self._is_stale = False
        for one in lines:
            self._number += 1
            self._told.append((str(self._number), one))
        told = list(self._told)
        kept = self.current if not self._follows and self.current in dict(told) else told[-1][0]
        self.fill(Listing([key for key, _ in told], lambda index: _item(told[index][1])), kept)

    def complain(self, error: SmtptuiError) -> None:
        """Why there is nothing to read."""
        self._told.clear()
        self._empty = f"  {error.message}. {error.advice}".rstrip(" .") + "."
        self.fill(Listing.of(()))

    def action_move(self, by: int) -> None:
        """At the last line, it follows again."""
        super().action_move(by)
        self._follows = not self._told or self.current == self._told[-1][0]


def _item(told: LogTold) -> PickItem:
    entry = told.entry
    title = Content.assemble((f"{_time(entry.logged_at):<{_TIME_CELLS}} ", "$text-muted"), log_glyph(told), " ")
    return PickItem(title + log_line(told))


def _time(logged_at: str | None) -> str:
    """The time of day in either format: `Nov 21 17:01:02`, `2026-11-21T17:01:02.123+00:00`."""
    return (logged_at or "").replace("T", " ").rpartition(" ")[2][:_TIME_CELLS]
