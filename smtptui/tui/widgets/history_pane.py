"""The History room: what was tried and sent before."""

from collections.abc import Sequence
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.model.history import HistoryEntry
from smtptui.tui import glyphs
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import seconds


class HistoryPane(Vertical):
    """The sessions of the open profile, the newest first."""

    DEFAULT_CSS = """
    HistoryPane {
        Static {
            padding: 0 2;
            color: $text-muted;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="history")
        self._nothing = Static("No probe and no test message of this profile yet.", markup=False)
        self._list = PickList(title_width=15)

    def compose(self) -> ComposeResult:
        """A list, or the words that there is none."""
        yield self._nothing
        yield self._list

    def show(self, sessions: Sequence[HistoryEntry], now: datetime) -> None:
        """List these."""
        self._nothing.display = not sessions
        self._list.display = bool(sessions)
        keys = [str(index) for index in range(len(sessions))]
        self._list.fill(Listing(keys, keys, lambda index: _item(sessions[index], now)))


def _item(session: HistoryEntry, now: datetime) -> PickItem:
    glyph, style = (glyphs.PASSED, "$text-success") if session.ok else (glyphs.FAILED, "$text-error")
    title = Content.assemble((glyph, style), f" {session.kind:<6}", (f"{session.age(now):>7}", "$text-muted"))
    return PickItem(title, _words(session), Content.styled(seconds(session.elapsed_ms), "$text-muted"))


def _words(session: HistoryEntry) -> str:
    stage = f"{session.stage}: " if session.stage and not session.ok else ""
    cause = (session.cause or "").replace("_", " ")
    return f"{session.outcome}  {stage}{session.detail or cause}".rstrip()
