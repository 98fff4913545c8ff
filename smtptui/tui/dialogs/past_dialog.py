"""A past session: verdict, stages and facts, as the history kept them."""

from datetime import datetime
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from smtptui.model.history import HistoryEntry
from smtptui.model.report import SessionReport
from smtptui.tui.dialogs.page import PageDialog
from smtptui.tui.past_session import PastSession
from smtptui.tui.widgets.past_facts import PastFacts
from smtptui.tui.widgets.stage_list import StageList
from smtptui.tui.widgets.verdict import Verdict

_WORDS = {"probe": "probe of", "send": "test message of"}


class PastDialog(PageDialog[bool]):
    """Returns whether the session is to be repeated."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "answer(True)", "repeat", id="past.repeat"),
        Binding("escape", "answer(False)", "back", id="past.leave"),
    ]

    def __init__(self, entry: HistoryEntry, report: SessionReport, now: datetime) -> None:
        age = entry.age(now)
        self._session = PastSession.from_history(entry, report, now.tzinfo)
        self._verdict = Verdict("")
        self._verdict.can_focus = False
        self._stages = StageList()
        super().__init__(f"{_WORDS[entry.kind]} {entry.profile}", self._verdict, self._stages, PastFacts(report))
        self._page.border_subtitle = Content("now" if age == "now" else f"{age} ago")

    def on_mount(self) -> None:
        """What was kept."""
        self._verdict.show(self._session)
        self._stages.show(self._session if self._session.lines else None)

    def action_answer(self, answer: bool) -> None:
        """`r` or Escape."""
        self.finish(answer)
