"""A past session: verdict, stages and facts, as the history kept them."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from smtptui.model.history import HistoryEntry
from smtptui.model.report import SessionReport
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.past_session import PastSession
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.past_facts import PastFacts
from smtptui.tui.widgets.stage_list import StageList
from smtptui.tui.widgets.verdict import Verdict

_WORDS = {"probe": "probe of", "send": "test message of"}


class PastDialog(Dialog[bool]):
    """Returns whether the session is to be repeated."""

    DEFAULT_CSS = """
    PastDialog {
        align: center top;
        VerticalScroll {
            width: 96%;
            max-width: 100;
            height: auto;
            max-height: 95%;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            border-subtitle-color: $text-muted;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer(True)", "repeat", id="past.repeat"),
        Binding("escape", "answer(False)", "back", id="past.leave"),
    ]

    def __init__(self, entry: HistoryEntry, report: SessionReport, now: datetime) -> None:
        super().__init__()
        age = entry.age(now)
        self._session = PastSession.from_history(entry, report, now.tzinfo)
        self._verdict = Verdict("")
        self._verdict.can_focus = False
        self._stages = StageList()
        self._page = VerticalScroll(self._verdict, self._stages, PastFacts(report))
        self._page.border_title = Content(f"{_WORDS[entry.kind]} {entry.profile}")
        self._page.border_subtitle = Content("now" if age == "now" else f"{age} ago")

    def compose(self) -> ComposeResult:
        """The session, and the keys."""
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self._verdict.show(self._session)
        self._stages.show(self._session if self._session.lines else None)
        self._page.focus()

    def action_answer(self, answer: bool) -> None:
        """`r` or Escape."""
        self.finish(answer)
