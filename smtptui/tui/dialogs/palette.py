"""Every action with its key."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.actions import Action
from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.widgets.pick_list import PickItem


class Palette(PickDialog):
    """Returns the method of the action that was taken."""

    def __init__(self, actions: Sequence[tuple[Action, str]]) -> None:
        super().__init__("all actions", [_item(action, key) for action, key in actions])


def _item(action: Action, key: str) -> PickItem:
    right = Content.styled(key, "bold $text-accent")
    return PickItem(action.name, Content(action.title), right=right, haystack=f"{action.title} {action.words}".lower())
