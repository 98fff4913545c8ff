"""A line that opens: addresses, certificate, capabilities."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click

from smtptui.tui import glyphs
from smtptui.tui.widgets.aim import Aim
from smtptui.tui.widgets.drawn import Drawn, wrapped

Body = Callable[[int], Sequence[Content]]


class Fold(Drawn, can_focus=True):
    """A title; Enter or a click shows what is under it. The body is made only while it is open."""

    DEFAULT_CSS = """
    Fold {
        padding: 0 1 0 0;
        border-left: blank;
        &:focus {
            border-left: outer $border;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "turn", "open", id="fold.toggle", show=False),
        Binding("y", "copy", "copy", id="fold.copy"),
    ]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.is_open = False
        self._title = ""
        self._body: Body = lambda width: ()
        self._copied = ""
        self._aim = Aim(self)
        self.display = False

    def fill(self, title: str, body: Body, copied: str) -> None:
        """Set title and body; `copied` is what `y` puts on the clipboard. No title hides the fold."""
        self._title, self._body, self._copied = title, body, copied
        self.display = bool(title)
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The title, and the body while it is open."""
        mark = glyphs.OPENED if self.is_open else glyphs.FOLDED
        head = wrapped(Content.assemble((f"{mark} ", "$text-accent"), self._title), width, 2)
        return [*head, *self.body(width)] if self.is_open else head

    def body(self, width: int) -> Sequence[Content]:
        """The lines under the title, none wider than `width` cells."""
        return self._body(width)

    def on_mount(self) -> None:
        """What it aims at has to be found again after each layout."""
        self._aim.watch()

    def action_turn(self) -> None:
        """Open or close."""
        self.is_open = not self.is_open
        self.redraw()
        self._aim.at(lambda: 0, top=True)

    def action_copy(self) -> None:
        """To the clipboard: OSC 52 reaches it through SSH where the terminal allows it."""
        self.app.copy_to_clipboard(self._copied)
        self.notify(f"copied: {self._title}", markup=False)

    def on_click(self, event: Click) -> None:
        """A click on the title is Enter."""
        if event.y == 0:
            self.action_turn()
