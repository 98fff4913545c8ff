"""Choose a group, or type the name of a new one."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.widgets.listing import Listing, PickItem

_NONE = ("", PickItem(Content("no group")), "")


class GroupPicker(PickDialog):
    """Returns the group's name; empty for none."""

    def __init__(self, groups: Sequence[str], current: str | None) -> None:
        lines = [*((group, PickItem(Content(group)), "") for group in groups), _NONE]
        super().__init__("group", Listing.of(lines), current=current or "", hint="a group, or the name of a new one")
        self._groups = groups

    def action_pick(self) -> None:
        """Enter: what is typed makes a new group where none is found."""
        self.after_typing(self._pick)

    def _pick(self) -> None:
        if self.current is None:
            self.finish(self.typed.strip())
        else:
            self.pick()
