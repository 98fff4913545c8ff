"""A line that opens: transcript, certificate, capabilities."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Click
from textual.geometry import Region

from smtptui.tui import glyphs
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
        self._title = ""
        self._body: Body = lambda width: ()
        self._copied = ""
        self._open = False
        self._searched = ""
        self._found = 0
        self._follows = False
        self.display = False

    def fill(self, title: str, body: Body, copied: str) -> None:
        """Set title and body; `copied` is what `y` puts on the clipboard. No title hides the fold."""
        self._title, self._body, self._copied = title, body, copied
        self.display = bool(title)
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The title, and the body while it is open."""
        mark = glyphs.OPENED if self._open else glyphs.FOLDED
        head = wrapped(Content.assemble((f"{mark} ", "$text-accent"), self._title), width, 2)
        return [*head, *self._marked(width)] if self._open else head

    def _marked(self, width: int) -> Sequence[Content]:
        """The body, with what is searched for marked."""
        body = self._body(width)
        if not self._searched:
            return body
        here = self._hits(width)[self._found :][:1]
        return [
            line
            if (at := _at(line, self._searched)) < 0
            else line.stylize(_style(index in here), at, at + len(self._searched))
            for index, line in enumerate(body)
        ]

    def _hits(self, width: int) -> list[int]:
        """The body's lines in which the text stands."""
        return [index for index, line in enumerate(self._body(width)) if _at(line, self._searched) >= 0]

    def search(self, text: str) -> int:
        """Open, and go to the first line with this text, whatever its case; how many lines have it."""
        self._searched, self._found = text, 0
        hits = self._hits(self.content_size.width)
        self._open = self._open or bool(hits)
        self.step(0)
        return len(hits)

    def step(self, by: int) -> None:
        """Go to another line with the text that was searched for; after the last comes the first."""
        hits = self._hits(self.content_size.width) if self._searched else []
        if hits:
            self._found = (self._found + by) % len(hits)
            self.call_after_refresh(self._reveal, hits[self._found] + 1)
        self.redraw()

    def follow(self, *, running: bool) -> None:
        """Show the last line, where it is open, and while what it tells of is running each one that comes."""
        self._follows = running
        if running and self._open:
            self.call_after_refresh(self._reveal_last)

    def on_mount(self) -> None:
        """A line that has come may be laid out later than it was drawn, and what stands above it, too."""
        scrolled = next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)
        if scrolled is not None:
            self.watch(scrolled, "virtual_size", self._laid_out, init=False)

    def _laid_out(self) -> None:
        if self._follows and self._open:
            self.call_after_refresh(self._reveal_last)

    def _reveal_last(self) -> None:
        # Not before: a line that has just come counts only after the layout.
        self._reveal(self.size.height - 1)

    def _reveal(self, line: int) -> None:
        """Scroll until this line of the widget is seen."""
        scrolled = next((one for one in self.ancestors if isinstance(one, VerticalScroll)), None)
        if scrolled is not None:
            top = self.region.y - scrolled.region.y + scrolled.scroll_offset.y
            scrolled.scroll_to_region(Region(0, top + line, 1, 1), animate=False, force=True)

    def action_turn(self) -> None:
        """Open or close."""
        self._open = not self._open
        self.redraw()
        self.call_after_refresh(self.scroll_visible, top=True, animate=False)

    def action_copy(self) -> None:
        """To the clipboard: OSC 52 reaches it through SSH where the terminal allows it."""
        self.app.copy_to_clipboard(self._copied)
        self.notify(f"copied: {self._title}", markup=False)

    def on_click(self, event: Click) -> None:
        """A click on the title is Enter."""
        if event.y == 0:
            self.action_turn()


def _at(line: Content, text: str) -> int:
    return line.plain.casefold().find(text.casefold())


def _style(here: bool) -> str:
    return "reverse bold" if here else "underline"
