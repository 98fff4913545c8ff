"""The line under the cursor of a list in full: what the list had to cut off stands here."""

from textual.content import Content

from smtptui.tui.widgets.drawn import Drawn, wrapped
from smtptui.tui.widgets.listing import PickItem


class FullLine(Drawn):
    """As many lines as its place has; nothing moves when another line is looked at."""

    DEFAULT_CSS = """
    FullLine {
        height: 2;
        padding: 0 2;
        color: $text-muted;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._item: PickItem | None = None

    def show(self, item: PickItem | None) -> None:
        """Draw this one."""
        self._item = item
        self.refresh()

    def lines(self, width: int) -> list[Content]:
        """Wrapped; nothing for an item that is never cut."""
        item = self._item
        return wrapped(item.full(), width) if item is not None and item.full is not None else []
