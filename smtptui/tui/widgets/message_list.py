"""The list of the Inbox: the line under the cursor is the one that is read."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from smtptui.tui.widgets.pick_list import PickList


class MessageList(PickList):
    """Takes a line as soon as the cursor is on it; whole pages are the message's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "scroll it", id="messages.enter"),
        Binding("pageup", "leaf(-1)", "page up", show=False, id="messages.page_up"),
        Binding("pagedown,space", "leaf(1)", "page down", show=False, id="messages.page_down"),
    ]

    class Leafed(Message):
        """A page up (-1) or down (1) in the message."""

        def __init__(self, pages: int) -> None:
            super().__init__()
            self.pages = pages

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where nothing arrived, nothing is scrolled."""
        return self.total > 0 if action == "go_on" else super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Arrows."""
        before = self.current
        super().action_move(by)
        if self.current != before:
            self.action_pick()

    def action_go_on(self) -> None:
        """Enter: the arrows scroll the message that is read."""
        self.screen.focus_next()

    def action_leaf(self, pages: int) -> None:
        """Page keys."""
        self.post_message(self.Leafed(pages))
