"""A list to pick from that draws only what is seen: as quick with ten thousand lines as with ten."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import spread
from smtptui.tui.widgets.listing import Listing, PickItem


class PickList(ScrollView, can_focus=True):
    """Lines with a cursor. `tall` gives each item a second line for its detail."""

    DEFAULT_CSS = """
    PickList {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: auto;
        & > .pick--cursor {
            background: $panel;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="list.up"),
        Binding("down", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "move(-10)", "ten up", show=False, id="list.page_up"),
        Binding("pagedown", "move(10)", "ten down", show=False, id="list.page_down"),
        Binding("enter", "pick", "open", id="list.pick"),
    ]

    class Picked(Message):
        """An item was taken."""

        def __init__(self, control: "PickList", key: str) -> None:
            super().__init__()
            self.key = key
            self._control = control

        @property
        def control(self) -> "PickList":
            """The list."""
            return self._control

    def __init__(self, *, tall: bool = False, title_width: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items = Listing.of(())
        self._tall = tall
        self._title_width = title_width
        self._cursor = 0

    @property
    def _item_height(self) -> int:
        return 2 if self._tall else 1

    @property
    def current(self) -> str | None:
        """The key of the line under the cursor."""
        return self._items.keys[self._cursor] if self._cursor < len(self._items) else None

    def fill(self, items: Listing, current: str | None = None) -> None:
        """Show these lines, the cursor on `current` or on the first."""
        self._items = items
        self._cursor = items.keys.index(current) if current in items.keys else 0
        self._measure()
        self._reveal()
        self.refresh()

    def _measure(self) -> None:
        self.virtual_size = Size(self.size.width, len(self._items) * self._item_height)

    def _reveal(self) -> None:
        region = Region(0, self._cursor * self._item_height, 1, self._item_height)
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        target = min(max(self._cursor + by, 0), max(len(self._items) - 1, 0))
        if target != self._cursor:
            self._cursor = target
            self._reveal()
            self.refresh()

    def action_pick(self) -> None:
        """Enter."""
        if (key := self.current) is not None:
            self.post_message(self.Picked(self, key))

    def on_resize(self, event: events.Resize) -> None:
        """The width is the widget's own."""
        self._measure()

    def on_click(self, event: events.Click) -> None:
        """A click takes the line under it."""
        index = (event.y + self.scroll_offset.y) // self._item_height
        if 0 <= index < len(self._items):
            self._cursor = index
            self.refresh()
            self.action_pick()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        index, part = divmod(y + self.scroll_offset.y, self._item_height)
        width = self.scrollable_content_region.width
        if index >= len(self._items):
            return Strip.blank(width, self.visual_style.rich_style)
        here = index == self._cursor
        style = self.get_visual_style("pick--cursor") if here else self.visual_style
        item = self._items.make(index)
        content = self._detail_line(item, width) if part else self._title_line(item, width, here=here)
        strips = Visual.to_strips(self, content, width, 1, style)
        return strips[0].extend_cell_length(width, style.rich_style) if strips else Strip.blank(width)

    def _title_line(self, item: PickItem, width: int, *, here: bool) -> Content:
        mark = Content.styled(f"{glyphs.CURSOR} ", "$text-accent") if here else Content("  ")
        words = item.title.stylize("bold") if here else item.title
        if self._tall:
            return (mark + words).truncate(width - 1, ellipsis=True)
        title = words.truncate(self._title_width, ellipsis=True, pad=True) if self._title_width else words
        detail = Content.styled(f"  {item.detail}" if item.detail else "", "$text-muted")
        return spread(mark + title + detail, item.right, width - 1)

    def _detail_line(self, item: PickItem, width: int) -> Content:
        return spread(Content.styled(f"    {item.detail}", "$text-muted"), item.right, width - 1)
