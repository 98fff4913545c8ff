"""A line that stays in sight while things around it are laid out."""

from collections.abc import Callable

from textual.containers import VerticalScroll
from textual.geometry import Region, Size

from smtptui.tui.widgets.drawn import Drawn

Line = Callable[[], int]


class Aim:
    """Scrolls to a line of a widget once that is laid out; a line that grows is kept until it is scrolled away from.

    A layout may come later than the drawing that asked for it, and that of what stands above later still.
    """

    def __init__(self, of: Drawn) -> None:
        self._of = of
        self._line: Line | None = None
        self._top = False
        self._keeps = False
        self._left: tuple[int, Size] | None = None

    def watch(self) -> None:
        """Begin to hear of layouts; the widget is mounted."""
        self._of.screen.screen_layout_refresh_signal.subscribe(self._of, self._laid_out, immediate=True)

    def at(self, line: Line, *, top: bool = False) -> None:
        """Show this line, counted from 0 when it is gone to; with `top` as far up as it goes."""
        self._set(line, top=top, keeps=False)

    def keep(self, line: Line) -> None:
        """Show this line, again after each layout, until somebody scrolls away from it."""
        self._set(line, top=False, keeps=True)

    def _set(self, line: Line, *, top: bool, keeps: bool) -> None:
        self._line, self._top, self._keeps, self._left = line, top, keeps, None
        self._go_behind_the_focus()

    def drop(self) -> None:
        """Scroll no more."""
        self._line = None

    def _laid_out(self, _: object) -> None:
        # Most of the time there is nothing to show, and every layout comes by here.
        if self._line is None or (scrolled := self._scrolled) is None:
            return
        if self._left is not None and self._left[1] != scrolled.virtual_size:
            # A place that is gone is gone from.
            self._left = None
        self._go_behind_the_focus()

    def _go_behind_the_focus(self) -> None:
        """Through the same queues as the scrolling to what gets the focus, which was asked for before."""
        if (scrolled := self._scrolled) is not None:
            self._of.screen.call_later(scrolled.call_after_refresh, self._go)

    def _go(self) -> None:
        scrolled = self._scrolled
        if self._line is None or scrolled is None or not self._is_laid_out:
            return
        if self._is_left(scrolled):
            self.drop()
            return
        top = self._of.region.y - scrolled.region.y + scrolled.scroll_offset.y
        place = Region(0, top + self._line(), 1, 1)
        scrolled.scroll_to_region(place, top=self._top, animate=False, force=True, immediate=True)
        self._left = (scrolled.scroll_offset.y, scrolled.virtual_size)
        if not self._keeps:
            self.drop()

    def _is_left(self, scrolled: VerticalScroll) -> bool:
        """Whether it was scrolled from elsewhere: the place is another, and not because something grew."""
        return self._left is not None and self._left[0] != scrolled.scroll_offset.y

    @property
    def _is_laid_out(self) -> bool:
        size = self._of.content_size
        return size.width > 0 and size.height == len(self._of.lines(size.width))

    @property
    def _scrolled(self) -> VerticalScroll | None:
        return next((one for one in self._of.ancestors if isinstance(one, VerticalScroll)), None)
