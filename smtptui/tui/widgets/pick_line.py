"""How an item of a list looks: what stands where in its line, and what has no room there."""

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import spread
from smtptui.tui.widgets.listing import PickItem


class PickLine(NamedTuple):
    """A `tall` item has a second line for its detail; all titles get `title_width` cells, or each as many as it has."""

    tall: bool = False
    title_width: int = 0

    @property
    def height(self) -> int:
        """Lines to an item."""
        return 2 if self.tall else 1

    def is_cut(self, item: PickItem, width: int) -> bool:
        """Whether `width` cells have no room for all of it."""
        title, detail, right = item.title.cell_length, cell_len(item.detail), item.right.cell_length
        if self.tall:
            return max(2 + title, 5 + detail + right) > width - 1
        named = self.title_width or title
        return title > named or 5 + named + detail + right > width - 1

    def part(self, item: PickItem, part: int, width: int, *, here: bool) -> Content:
        """Its line of this number; `here` is the cursor."""
        if part:
            return spread(Content.styled(f"    {item.detail}", "$text-muted"), item.right, width - 1)
        return self._title(item, width, here=here)

    def _title(self, item: PickItem, width: int, *, here: bool) -> Content:
        mark = Content.styled(f"{glyphs.CURSOR} ", "$text-accent") if here else Content("  ")
        words = item.title.stylize("bold") if here else item.title
        if self.tall:
            return (mark + words).truncate(width - 1, ellipsis=True)
        title = words.truncate(self.title_width, ellipsis=True, pad=True) if self.title_width else words
        detail = Content.styled(f"  {item.detail}" if item.detail else "", "$text-muted")
        named = mark.cell_length + (self.title_width or words.cell_length)
        right = item.right
        if item.brief is not None and named + 1 + right.cell_length >= width:
            right = item.brief
        return spread(mark + title + detail, right, width - 1)


def bar_cell(y: int, height: int, top: int, page: int, total: int) -> str | None:
    """What a scroll bar of this height has in line `y`, where `page` of `total` items are seen from `top` on."""
    if total <= page:
        return None
    length = max(height * page // total, 1)
    start = (height - length) * top // (total - page)
    return glyphs.BAR if start <= y < start + length else " "
