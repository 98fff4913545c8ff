"""The base of a room's page: lines under a rule, to scroll through."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from smtptui.tui.widgets.drawn import Drawn

Make = Callable[[int], list[Content]]


class PageView(VerticalScroll, can_focus=True):
    """The rule bears a title; what the page says comes by `turn_to`."""

    DEFAULT_CSS = """
    PageView {
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

    def __init__(self) -> None:
        super().__init__()
        self._page = _Page()

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def turn_to(self, shown: object, make: Make) -> bool:
        """Show what `make` says for a width, unless `shown` is what is shown already; whether it was another."""
        return self._page.turn_to(shown, make)


class _Page(Drawn):
    """The lines; made once for a width, for there may be thousands."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._make: Make = lambda _: []
        self._made: tuple[int, list[Content]] = (0, [])

    def turn_to(self, shown: object, make: Make) -> bool:
        """Whether that is another page than before."""
        if shown == self._shown:
            return False
        self._shown, self._make, self._made = shown, make, (0, [])
        self.redraw()
        return True

    def lines(self, width: int) -> list[Content]:
        """The page for this width."""
        if self._made[0] != width:
            self._made = width, self._make(width)
        return self._made[1]
