"""Every action with its key."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.actions import Action
from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.widgets.listing import Listing, PickItem


class Palette(PickDialog):
    """Returns the method of the action that was taken."""

    def __init__(self, actions: Sequence[tuple[Action, str]]) -> None:
        items = Listing.of([_line(action, key) for action, key in actions])
        super().__init__("all actions", items, nouns=("action", "actions"))


def _line(action: Action, key: str) -> tuple[str, PickItem, str]:
    item = PickItem(Content(action.title), right=Content.styled(key, "bold $text-accent"))
    return action.name, item, f"{action.title} {action.words}"
