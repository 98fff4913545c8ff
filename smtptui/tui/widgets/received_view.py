"""One received message, to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from smtptui.core.received import OpenedMessage
from smtptui.tui.received import View, copied, message_lines
from smtptui.tui.widgets.drawn import Drawn

_TITLES = {View.PARTS: "as it is read", View.HEADERS: "all header fields", View.SOURCE: "source, as it came"}


class ReceivedView(VerticalScroll, can_focus=True):
    """Parts, header fields or source, under a rule that says which."""

    DEFAULT_CSS = """
    ReceivedView {
        height: 1fr;
        border-top: solid $panel;
        border-title-color: $text-muted;
        scrollbar-size-vertical: 1;
        padding: 0 0 0 1;
        &:focus {
            border-top: solid $border;
            border-title-color: $text-accent;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "copy", id="received.copy")]

    def __init__(self) -> None:
        super().__init__()
        self._page = _Page()

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def show(self, message: OpenedMessage, view: View) -> None:
        """Show this from its beginning; the same again stays where it was scrolled to."""
        if self._page.turn_to(message, view):
            self.border_title = Content(_TITLES[view])
            self.scroll_home(animate=False)

    def action_copy(self) -> None:
        """To the clipboard, by OSC 52."""
        if (shown := self._page.shown) is not None:
            self.app.copy_to_clipboard(copied(*shown))
            self.notify(f"copied: {_TITLES[shown[1]]}", markup=False)


class _Page(Drawn):
    """The lines; made once for a width, for a message may have thousands."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[OpenedMessage, View] | None = None
        self._made: tuple[int, list[Content]] = (0, [])

    def turn_to(self, message: OpenedMessage, view: View) -> bool:
        """Whether that is another page than before."""
        if self.shown == (message, view):
            return False
        self.shown = message, view
        self._made = (0, [])
        self.redraw()
        return True

    def lines(self, width: int) -> list[Content]:
        """The page for this width."""
        if self.shown is not None and self._made[0] != width:
            self._made = width, message_lines(*self.shown, width)
        return self._made[1]
