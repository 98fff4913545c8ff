"""A question with two answers."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar


class ConfirmDialog(Dialog[bool]):
    """Returns True for Enter, False for Escape."""

    DEFAULT_CSS = """
    ConfirmDialog {
        align: center middle;
        #frame {
            width: 66;
            max-width: 96%;
            height: auto;
            background: $background;
            border: round $warning;
            border-title-color: $text-warning;
            padding: 1 2 0 2;
        }
        Static {
            height: auto;
            margin-bottom: 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer(True)", "yes", id="confirm.yes"),
        Binding("escape", "answer(False)", "no", id="confirm.no"),
    ]

    def __init__(self, title: str, text: str, yes: str, no: str) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """The question, and what each key does."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content(self._title)
            yield Static(self._text, markup=False)
            yield KeyBar({"answer(True)": self._yes, "answer(False)": self._no}, inside=True)

    def action_answer(self, answer: bool) -> None:
        """Enter or Escape."""
        self.finish(answer)
