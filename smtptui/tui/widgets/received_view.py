"""One received message, to read."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from smtptui.core.received import OpenedMessage
from smtptui.tui.received import View, copied, message_lines
from smtptui.tui.widgets.page_view import PageView

_TITLES = {View.PARTS: "as it is read", View.HEADERS: "all header fields", View.SOURCE: "source, as it came"}


class ReceivedView(PageView):
    """Parts, header fields or source, under a rule that says which."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", "copy", id="received.copy")]

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[OpenedMessage, View] | None = None

    def show(self, message: OpenedMessage, view: View) -> None:
        """Show this from its beginning; the same again stays where it was scrolled to."""
        self._shown = message, view
        if self.turn_to(self._shown, partial(message_lines, message, view)):
            self.border_title = Content(_TITLES[view])
            self.scroll_home(animate=False)

    def action_copy(self) -> None:
        """To the clipboard, by OSC 52."""
        if self._shown is not None:
            self.app.copy_to_clipboard(copied(*self._shown))
            self.notify(f"copied: {_TITLES[self._shown[1]]}", markup=False)
