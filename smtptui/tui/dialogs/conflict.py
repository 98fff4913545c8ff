"""Somebody else changed the same values: show both, and ask."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar


class Keep(StrEnum):
    """Whose values win."""

    MINE = "mine"
    THEIRS = "theirs"


class ConflictDialog(Dialog[Keep | None]):
    """Returns whose values are to be kept, or None to go back to the form with nothing written."""

    DEFAULT_CSS = """
    ConflictDialog {
        align: center middle;
        #frame {
            width: 74;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            background: $background;
            border: round $warning;
            border-title-color: $text-warning;
            padding: 1 2 0 2;
        }
        VerticalScroll {
            height: auto;
            max-height: 12;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "keep('mine')", "keep mine", id="conflict.mine"),
        Binding("t", "keep('theirs')", "take theirs", id="conflict.theirs"),
        Binding("escape", "leave", "back to the form", id="conflict.leave"),
    ]

    def __init__(self, conflicts: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        self._conflicts = conflicts

    def compose(self) -> ComposeResult:
        """Each key with both values."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content("config.toml was changed meanwhile")
            yield Static("Nothing was written. Both values of what you and somebody else changed:\n", markup=False)
            with VerticalScroll():
                for key, theirs, ours in self._conflicts:
                    yield Static(_values(key, theirs, ours))
            yield KeyBar(inside=True)

    def action_keep(self, whose: str) -> None:
        """One of the two."""
        self.finish(Keep(whose))

    def action_leave(self) -> None:
        """Neither."""
        self.finish(None)


def _values(key: str, theirs: str, ours: str) -> Content:
    return Content.assemble(
        (f"{printable(key)}\n", "bold"),
        ("  theirs  ", "$text-muted"), f"{printable(theirs)}\n",
        (f"{glyphs.UNSAVED} mine    ", "$text-warning"), f"{printable(ours)}\n",
    )  # fmt: skip
