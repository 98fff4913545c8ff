"""Something to read in full, over any screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar


class ReadingDialog(Dialog[None]):
    """One page to scroll; `y` copies it."""

    DEFAULT_CSS = """
    ReadingDialog {
        align: center top;
        VerticalScroll {
            width: 96%;
            max-width: 100;
            height: auto;
            max-height: 95%;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy", id="reading.copy"),
        Binding("escape,enter,q", "leave", "back", id="reading.leave"),
    ]

    def __init__(self, title: str, lines: Sequence[Content]) -> None:
        super().__init__()
        self._text = Content("\n").join(lines)
        self._page = VerticalScroll(Static(self._text))
        self._page.border_title = Content(title)

    def compose(self) -> ComposeResult:
        """The page, and the keys."""
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self._page.focus()

    def action_copy(self) -> None:
        """To the clipboard, by OSC 52."""
        self.app.copy_to_clipboard(self._text.plain)
        self.notify("copied", markup=False)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
