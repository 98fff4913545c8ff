"""The base of dialogs that are one page to scroll."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from smtptui.tui.dialogs.dialog import Answer, Dialog
from smtptui.tui.widgets.key_bar import KeyBar


class PageDialog(Dialog[Answer]):
    """A titled page at the top of the screen, as high as what stands on it; the arrows scroll."""

    DEFAULT_CSS = """
    PageDialog {
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

    def __init__(self, title: str, *parts: Widget) -> None:
        super().__init__()
        self._page = VerticalScroll(*parts)
        self._page.border_title = Content(title)

    def compose(self) -> ComposeResult:
        """The page, and the keys."""
        yield self._page
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self._page.focus()
