"""The line that opens the rest of the form."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn, wrapped

_ROOMY = 50


class MoreLine(Drawn, can_focus=True):
    """Says in a line what the hidden fields amount to; Enter shows them."""

    DEFAULT_CSS = """
    MoreLine {
        padding-right: 1;
        border-left: blank;
        margin-top: 1;
        &:focus {
            border-left: outer $border;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "turn", "more", id="form.more"),
        Binding("up", "app.focus_previous", "previous field", show=False, priority=True),
        Binding("down", "app.focus_next", "next field", show=False, priority=True),
    ]

    class Toggled(Message):
        """Open or close the rest."""

    def __init__(self, summary: str, *, opened: bool, label_width: int) -> None:
        super().__init__()
        self._summary = summary
        self._opened = opened
        self._label_width = label_width

    def show(self, summary: str, *, opened: bool) -> None:
        """Draw this, if it differs."""
        if (summary, opened) != (self._summary, self._opened):
            self._summary, self._opened = summary, opened
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """One line, or more where the summary does not fit."""
        mark = glyphs.OPENED if self._opened else glyphs.FOLDED
        label_width, indent = (self._label_width, self._label_width + 2) if width >= _ROOMY else (6, 2)
        line = Content.assemble((f"{mark} ", "$text-accent"), "More".ljust(label_width), (self._summary, "$text-muted"))
        return wrapped(line, width, indent)

    def action_turn(self) -> None:
        """Enter."""
        self.post_message(self.Toggled())

    def on_click(self, event: Click) -> None:
        """A click is Enter."""
        self.action_turn()
