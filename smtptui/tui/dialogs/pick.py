"""Pick one of many: type some letters, go with the arrows, Enter."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.fuzzy import matching
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.listing import Listing
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import count


class PickDialog(Dialog[str | None]):
    """Returns the key of the item that was taken, or None."""

    DEFAULT_CSS = """
    PickDialog {
        align: center top;
        #frame {
            width: 74;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            margin-top: 2;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            border-subtitle-color: $text-muted;
            padding: 0 1;
        }
        Input {
            border: none;
            height: 1;
            padding: 0 1;
            background: $surface;
            &:focus {
                border: none;
            }
        }
        PickList {
            height: auto;
            max-height: 15;
            margin-top: 1;
        }
        #nothing {
            display: none;
            color: $text-muted;
            height: auto;
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
        self, title: str, items: Listing, *, current: str | None = None, title_width: int = 0, hint: str = ""
    ) -> None:
        super().__init__()
        self._items = items
        self._current = current
        self._found: tuple[str, list[int]] = ("", [])
        self._filter = Input(placeholder=hint or "type to filter", select_on_focus=False)
        self._list = PickList(title_width=title_width)
        self._nothing = Static("nothing has these letters", id="nothing", markup=False)
        self._frame = Vertical(self._filter, self._list, self._nothing, id="frame")
        self._frame.border_title = Content(title)
        self._filter.cursor_blink = False
        # The keyboard stays in the filter: the arrows reach the list from there.
        self._list.can_focus = False

    def compose(self) -> ComposeResult:
        """Filter, list, keys."""
        yield self._frame
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them at first."""
        self._fill(self._items)

    def _fill(self, items: Listing) -> None:
        self._list.fill(items, self._current)
        self._list.styles.height = max(len(items), 1)
        self._list.display = len(items) > 0
        self._nothing.display = not len(items)
        total, shown = len(self._items), len(items)
        words = count(total, "entry", "entries")
        self._frame.border_subtitle = words if shown == total else f"{shown:,} of {total:,}"

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as letters come."""
        event.stop()
        self._current = None if event.value else self._current
        query, (last, found) = self.query_for(event.value), self._found
        within = found if last and query.startswith(last) else None
        self._found = query, matching(query, self._items.haystacks, within)
        self._fill(self._items.subset(self._found[1]))

    def query_for(self, typed: str) -> str:
        """What to look for when this was typed."""
        return typed

    def on_pick_list_picked(self, event: PickList.Picked) -> None:
        """Enter or a click."""
        self.finish(event.key)

    def action_pick(self) -> None:
        """Enter."""
        self._list.action_pick()

    def action_move(self, by: int) -> None:
        """Arrows."""
        self._list.action_move(by)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
