"""Choose a group, or type the name of a new one."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.dialogs.pick_or_type import PickOrTypeDialog
from smtptui.tui.widgets.listing import Listing, PickItem

_NONE = ("", PickItem(Content("no group")), "")


class GroupPicker(PickOrTypeDialog):
    """Returns the group's name; empty for none."""

    def __init__(self, groups: Sequence[str], current: str | None) -> None:
        lines = [*((group, PickItem(Content(group)), "") for group in groups), _NONE]
        super().__init__("group", Listing.of(lines), current=current or "", hint="a group, or the name of a new one")
