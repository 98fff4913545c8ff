"""Choose what the History room shows."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.history_choice import Option
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.words import count


class HistoryFilter(PickDialog):
    """Returns the index of the option that was taken."""

    def __init__(self, options: Sequence[Option]) -> None:
        lines = [(str(index), _item(option), option.title) for index, option in enumerate(options)]
        super().__init__("show only", Listing.of(lines), hint="outcome, cause, time, kind or profile")


def _item(option: Option) -> PickItem:
    left = "" if option.sessions is None else count(option.sessions, "session")
    return PickItem(Content(option.title), right=Content.styled(left, "$text-muted"))
