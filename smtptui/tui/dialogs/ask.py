"""A question answered with a line of text."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.text_field import TextField


class AskDialog(Dialog[str | None]):
    """Returns what was typed, or None for Escape or for nothing."""

    DEFAULT_CSS = """
    AskDialog {
        align: center middle;
        #frame {
            width: 74;
            max-width: 96%;
            height: auto;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 1;
        }
        Static {
            height: auto;
            color: $text-muted;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="ask.leave")]

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._field = TextField("answer", value)
        self._frame = Vertical(self._field, Static(hint, markup=False), id="frame")
        self._frame.border_title = Content(title)

    def compose(self) -> ComposeResult:
        """The line to type into, and the keys."""
        yield self._frame
        yield KeyBar()

    @on(TextField.Entered)
    def _answer(self) -> None:
        self.finish(self._field.value.strip() or None)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
