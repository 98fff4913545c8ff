"""The profiles at the left, where the terminal is wide enough."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.actions import LIST_BINDINGS
from smtptui.tui.widgets.full_line import FullLine
from smtptui.tui.widgets.listing import Listing
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import count


class ProfileList(PickList):
    """The list, with the keys that arrange it."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_BINDINGS]


class ProfilePane(Vertical):
    """A title, the list, and the line under the cursor in full."""

    DEFAULT_CSS = """
    ProfilePane {
        border-right: vkey $panel;
        .title {
            padding: 0 2;
            height: 2;
            color: $text-muted;
        }
        FullLine {
            height: 6;
            margin-top: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title = Static("", classes="title", markup=False)
        self._list = ProfileList(tall=True, id="profiles")
        self._full = FullLine()
        self._list.on_cursor = self._full.show

    def compose(self) -> ComposeResult:
        """How many, which, and the one under the cursor in full."""
        yield self._title
        yield self._list
        yield self._full

    def show(self, items: Listing, current: str | None) -> None:
        """List these, the cursor on the one that is open."""
        self._title.update(Content(count(len(items), "profile")))
        self._list.fill(items, current)
