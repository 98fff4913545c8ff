"""Switch to another profile, over any room."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType

from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.fuzzy import Lines
from smtptui.tui.widgets.listing import Listing


class Switch(StrEnum):
    """What to do with the profile that was taken."""

    OPEN = "open"
    ACTIVATE = "activate"
    SEND = "send"


# Cells for a name, and for the marks behind it.
_WIDEST_NAME, _MARKS = 28, 4


class Switcher(PickDialog):
    """Returns the profile's key; `use` says what is to be done with it."""

    DEFAULT_CSS = """
    Switcher {
        #frame {
            width: 100;
        }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a", "take('activate')", "make active", id="switcher.activate", priority=True),
        Binding("ctrl+n", "take('send')", "send a test", id="switcher.send", priority=True),
    ]

    def __init__(self, items: Listing, order: Sequence[int], current: str | None, words: Callable[[], Lines]) -> None:
        super().__init__(
            "switch to",
            items,
            order=order,
            current=current,
            title_width=min(max(map(len, items.keys), default=0), _WIDEST_NAME) + _MARKS,
            hint="name, provider, host or address",
            nouns=("profile", "profiles"),
            in_full=True,
        )
        self.use = Switch.OPEN
        self._words = words

    def words(self) -> Lines:
        """They were learned before this opened."""
        return self._words()

    def action_take(self, use: str) -> None:
        """Enter with another meaning."""
        self.use = Switch(use)
        self.action_pick()
