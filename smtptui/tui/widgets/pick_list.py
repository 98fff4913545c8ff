"""A list to pick from that draws only what is seen: as quick with ten thousand lines as with ten.

It scrolls by itself. Textual's scrolling lays the whole screen out anew whenever the number of lines changes, which is
at every key of a filter.
"""

from collections.abc import Callable
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from smtptui.tui.messages import ItemPicked
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_line import PickLine, bar_cell

_WHEEL_LINES = 3


class PickList(Widget, can_focus=True):
    """Lines with a cursor. `tall` gives each item a second line for its detail; `empty` stands where there is none.

    A `quiet` one shows its cursor only while it has the focus, as where two lists stand on a screen.
    """

    DEFAULT_CSS = """
    PickList {
        height: 1fr;
        & > .pick--cursor {
            background: $panel;
        }
        & > .pick--bar {
            color: $panel;
        }
        & > .pick--empty {
            color: $text-muted;
        }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--cursor", "pick--bar", "pick--empty"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="list.up"),
        Binding("down", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "move(-10)", "ten up", show=False, id="list.page_up"),
        Binding("pagedown", "move(10)", "ten down", show=False, id="list.page_down"),
        Binding("home", "move(-1000000)", "first", show=False, id="list.first"),
        Binding("end", "move(1000000)", "last", show=False, id="list.last"),
        Binding("enter", "pick", "open", id="list.pick"),
    ]

    def __init__(
        self, *, tall: bool = False, title_width: int = 0, empty: str = "", quiet: bool = False, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._items = Listing.of(())
        self._shape = PickLine(tall, title_width)
        self._empty = empty
        self._is_quiet = quiet
        self._cursor = 0
        # The first item on the screen.
        self._top = 0
        # Told of the item under the cursor where its line cuts it off; at once, so that both are drawn in one paint.
        self.on_cursor: Callable[[PickItem | None], None] = _nobody

    @property
    def current(self) -> str | None:
        """The key of the line under the cursor."""
        return self._items.keys[self._cursor] if self._cursor < len(self._items) else None

    @property
    def total(self) -> int:
        """How many lines there are, seen or not."""
        return len(self._items)

    def fill(self, items: Listing, current: str | None = None) -> None:
        """Show these lines, the cursor on `current` or on the first."""
        was_empty, self._items = not self._items, items
        self._cursor = items.keys.index(current) if current is not None and current in items.keys else 0
        self._reveal()
        self.refresh()
        self._tell()
        if was_empty != (not items) and self.has_focus:
            self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is nothing, nothing is opened."""
        return self.total > 0 if action == "pick" else super().check_action(action, parameters)

    def _tell(self) -> None:
        item = self._items.make(self._cursor) if self._cursor < len(self._items) else None
        width = self.size.width - self._has_bar
        self.on_cursor(item if item is not None and self._shape.is_cut(item, width) else None)

    @property
    def _page(self) -> int:
        """How many items are seen."""
        return max(self.size.height // self._shape.height, 1)

    def _show_from(self, top: int) -> None:
        top = max(min(top, len(self._items) - self._page), 0)
        if top != self._top:
            self._top = top
            self.refresh()

    def _reveal(self) -> None:
        self._show_from(min(max(self._top, self._cursor - self._page + 1), self._cursor))

    def _redraw_item(self, index: int) -> None:
        self.refresh(Region(0, (index - self._top) * self._shape.height, self.size.width, self._shape.height))

    def action_move(self, by: int) -> None:
        """Move the cursor; it stops at the ends."""
        target = min(max(self._cursor + by, 0), max(len(self._items) - 1, 0))
        if target != self._cursor:
            self._redraw_item(self._cursor)
            self._cursor = target
            self._reveal()
            self._redraw_item(target)
            self._tell()

    def action_pick(self) -> None:
        """Enter."""
        if (key := self.current) is not None:
            self.post_message(ItemPicked(self, key))

    def on_resize(self, event: events.Resize) -> None:
        """The cursor stays on the screen."""
        self._reveal()
        self._tell()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the lines, not the cursor."""
        event.stop()
        self._show_from(self._top + _WHEEL_LINES)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the lines, not the cursor."""
        event.stop()
        self._show_from(self._top - _WHEEL_LINES)

    def on_click(self, event: events.Click) -> None:
        """A click takes the line under it; on the bar it goes there."""
        index = self._top + event.y // self._shape.height
        if self._has_bar and event.x == self.size.width - 1:
            self._show_from(event.y * len(self._items) // self.size.height)
        elif index < len(self._items):
            self._cursor = index
            self.refresh()
            self._tell()
            self.action_pick()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As high as all its lines, where the height is `auto`."""
        return max(len(self._items), 1) * self._shape.height

    @property
    def _has_bar(self) -> bool:
        return len(self._items) > self._page

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        return self._line(y, self.size)

    def _line(self, y: int, size: Size) -> Strip:
        """The line of a list of this size, which is asked for once: Textual looks for it on the whole screen."""
        index, part = self._top + y // self._shape.height, y % self._shape.height
        page = max(size.height // self._shape.height, 1)
        bar = bar_cell(y, size.height, self._top, page, len(self._items))
        width = size.width - (bar is not None)
        if index >= len(self._items):
            words = Content(self._empty if y == 0 and not self._items else "")
            return self._strip(words, width, self.get_visual_style("pick--empty"))
        here = index == self._cursor and (self.has_focus or not self._is_quiet)
        return self._item_line(index, part, width, bar, here=here)

    def _item_line(self, index: int, part: int, width: int, bar: str | None, *, here: bool) -> Strip:
        """One of the lines of an item, and the cell of the bar behind it."""
        item = self._items.make(index)
        content = self._shape.part(item, part, width, here=here)
        line = self._strip(content, width, self.get_visual_style("pick--cursor") if here else self.visual_style)
        if bar is None:
            return line
        return Strip.join([line, Strip([Segment(bar, self.get_visual_style("pick--bar").rich_style)], 1)])

    def _strip(self, content: Content, width: int, style: Style) -> Strip:
        """The content as cells. Nothing is wrapped here, so Textual's longer way through a paragraph is left out."""
        parse = self.app.stylesheet.parse_style
        parts = content.truncate(width).render(style, end="", parse_style=parse)
        segments = [Segment(text, (style + own).rich_style) for text, own in parts]
        return Strip(segments).extend_cell_length(width, style.rich_style)


def _nobody(item: PickItem | None) -> None:
    """Nobody wants to know which line it is."""
