"""The lines of a list that were found: others at each letter, and many of them again at the next one."""

from collections.abc import Sequence
from typing import Any

from textual.cache import LRUCache
from textual.geometry import Region
from textual.strip import Strip

from smtptui.tui.widgets.listing import Listing
from smtptui.tui.widgets.pick_list import PickList

# Some sixty screens of them.
_REMEMBERED = 1_000


class FoundList(PickList):
    """Shows some of `items`, which stay as they are; a line that was drawn before is not made a second time."""

    def __init__(self, items: Listing, **options: Any) -> None:
        super().__init__(**options)
        self._all = items
        self._found: Sequence[int] = ()
        self._strips: LRUCache[tuple[int, int, int, str | None, bool], Strip] = LRUCache(_REMEMBERED)

    def narrow(self, found: Sequence[int], current: str | None = None) -> None:
        """Show these of them, in this order, the cursor on `current` or on the first."""
        self._found = found
        self.fill(self._all.subset(found), current)

    def notify_style_update(self) -> None:
        """Other colours: all must be drawn anew."""
        super().notify_style_update()
        self._strips.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines, with nothing around them: so they need not go Textual's way through frames and paddings."""
        size, (_, background) = self.size, self.background_colors
        strips = [self._line(y, size).crop(*crop.column_span) for y in crop.line_range]
        for each in self.get_line_filters():
            strips = [strip.apply_filter(each, background) for strip in strips]
        return strips

    def _item_line(self, index: int, part: int, width: int, bar: str | None, *, here: bool) -> Strip:
        line = self._found[index], part, width, bar, here
        strip = self._strips.get(line)
        if strip is None:
            strip = self._strips[line] = super()._item_line(index, part, width, bar, here=here)
        return strip
