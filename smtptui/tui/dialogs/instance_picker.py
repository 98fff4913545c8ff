"""Choose another Postfix of this machine, or type the folder of one that it does not list."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.text import printable
from smtptui.tui.dialogs.pick_or_type import PickOrTypeDialog
from smtptui.tui.widgets.listing import Listing, PickItem


class InstancePicker(PickOrTypeDialog):
    """Returns the folder of its main.cf; empty for none."""

    def __init__(self, folders: Sequence[str], current: str | None) -> None:
        super().__init__(
            "which Postfix?",
            Listing.of([(folder, PickItem(Content(printable(folder))), "") for folder in folders]),
            current=current,
            hint="a folder with a main.cf",
            nouns=("folder", "folders"),
        )
