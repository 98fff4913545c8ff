"""Pick one of many: type some letters, go with the arrows, Enter."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key, Resize
from textual.geometry import Size
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.fuzzy import Finder, Lines
from smtptui.tui.messages import ItemPicked
from smtptui.tui.widgets.found_list import FoundList
from smtptui.tui.widgets.full_line import FullLine
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.line_input import LineInput
from smtptui.tui.widgets.listing import Listing
from smtptui.tui.words import count

# The list's lines at most, and the lines around it: margin, frame, filter, keys.
_TALLEST, _AROUND = 15, 7
# The line under the cursor in full takes so many, where there are so many.
_FULL, _ROOMY = 2, 16


class PickDialog(Dialog[str | None]):
    """Returns the key of the item that was taken, or None.

    Nothing moves while letters come: each is answered by one paint of the filter's line and of the list.
    """

    DEFAULT_CSS = """
    PickDialog {
        align: center top;
        #frame {
            width: 74;
            max-width: 96%;
            height: auto;
            margin-top: 2;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 1;
        }
        #filter {
            height: 1;
            background: $surface;
        }
        LineInput {
            width: 1fr;
            border: none;
            height: 1;
            padding: 0 1;
            background: $surface;
            &:focus {
                border: none;
                background-tint: $surface 0%;
            }
        }
        #count {
            width: 18;
            padding: 0 1;
            text-align: right;
            color: $text-muted;
            background: $surface;
        }
        PickList {
            margin-top: 1;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "pick", "open", id="pick.pick", priority=True),
        Binding("up", "move(-1)", "up", show=False, id="pick.up", priority=True),
        Binding("down", "move(1)", "down", show=False, id="pick.down", priority=True),
        Binding("pageup", "move(-10)", "ten up", show=False, id="pick.page_up", priority=True),
        Binding("pagedown", "move(10)", "ten down", show=False, id="pick.page_down", priority=True),
        Binding("escape", "leave", "back", id="pick.leave"),
    ]

    def __init__(
        self,
        title: str,
        items: Listing,
        *,
        order: Sequence[int] | None = None,
        current: str | None = None,
        title_width: int = 0,
        hint: str = "",
        nouns: tuple[str, str] = ("entry", "entries"),
        in_full: bool = False,
    ) -> None:
        super().__init__()
        self._items = items
        self._order = order if order is not None else range(len(items))
        self._current = current
        self._nouns = nouns
        self._finder: Finder | None = None
        self._filter = LineInput(placeholder=hint or "type to filter", select_on_focus=False)
        self._count = Static(id="count", markup=False)
        self._list = FoundList(items, title_width=title_width, empty="nothing has these letters")
        self._full = FullLine()
        self._list.on_cursor = self._full.show
        self._in_full = in_full
        self._frame = Vertical(Horizontal(self._filter, self._count, id="filter"), self._list, self._full, id="frame")
        self._frame.border_title = Content(title)
        self._filter.cursor_blink = False
        # The keyboard stays in the filter: the arrows reach the list from there.
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Filter, list, keys."""
        self._fit(self.app.size)
        yield self._frame
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them at first."""
        self._fill(self._order, self._current)
        # At once, not by a message: letter and list are drawn together.
        self.watch(self._filter, "value", self._narrow, init=False)

    def on_resize(self, event: Resize) -> None:
        """As many lines as there are, and as there is room for."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        self._full.display = self._in_full and size.height >= _ROOMY
        around = _AROUND + (_FULL if self._full.display else 0)
        self._list.styles.height = max(min(len(self._items), _TALLEST, size.height - around), 1)

    def _fill(self, indexes: Sequence[int], current: str | None) -> None:
        self._list.narrow(indexes, current)
        total, shown = len(self._items), len(indexes)
        words = count(total, *self._nouns) if shown == total else f"{shown:,} of {total:,}"
        self._count.update(Content(words), layout=False)

    def _narrow(self, typed: str) -> None:
        """Show what fits; the best is under the cursor."""
        self._finder = self._finder or Finder(self.words(), self._order)
        self._fill(self._finder.find(self.query_for(typed)), None)

    def words(self) -> Lines:
        """What is looked in."""
        return Lines(self._items.texts)

    def query_for(self, typed: str) -> str:
        """What to look for when this was typed."""
        return typed

    def on_key(self, event: Key) -> None:
        """Letters that came in one piece with the key that opened this."""
        if event.is_printable and event.character and self.focused is None:
            event.stop()
            self._filter.insert_text_at_cursor(event.character)

    def after_typing(self, act: Callable[[], None]) -> None:
        """Act when the keys before this one have done their work: a slow line delivers all of them in one piece.

        A letter is the filter's own; a key such as Backspace goes up from it to the app before it does anything.
        """
        way = [*(self.focused or self).ancestors_with_self, self]

        def follow(place: int) -> None:
            if place < len(way):
                way[place].call_later(follow, place + 1)
            else:
                act()

        follow(0)

    @property
    def typed(self) -> str:
        """What stands in the filter."""
        return self._filter.value

    @property
    def current(self) -> str | None:
        """The key of the item under the cursor."""
        return self._list.current

    def pick(self) -> None:
        """Take the item under the cursor."""
        self._list.action_pick()

    def on_item_picked(self, event: ItemPicked) -> None:
        """Enter or a click."""
        self.finish(event.key)

    def action_pick(self) -> None:
        """Enter."""
        self.after_typing(self.pick)

    def action_move(self, by: int) -> None:
        """Arrows."""
        self.after_typing(lambda: self._list.action_move(by))

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
