"""Something to read in full, over any screen."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.page import PageDialog


class ReadingDialog(PageDialog[None]):
    """Lines to read; `y` copies them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", "copy", id="reading.copy"),
        Binding("escape,enter,q", "leave", "back", id="reading.leave"),
    ]

    def __init__(self, title: str, lines: Sequence[Content]) -> None:
        self._text = Content("\n").join(lines)
        super().__init__(title, Static(self._text))

    def action_copy(self) -> None:
        """To the clipboard, by OSC 52."""
        self.app.copy_to_clipboard(self._text.plain)
        self.notify("copied", markup=False)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
