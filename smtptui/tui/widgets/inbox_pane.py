"""The Inbox room of the sandbox: what arrived, as its receiver would see it."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.core.received import OpenedMessage, ReceivedMessage
from smtptui.tui.keys import with_keys
from smtptui.tui.messages import ItemPicked, MailWanted
from smtptui.tui.received import View
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.message_list import MessageList
from smtptui.tui.widgets.received_view import ReceivedView
from smtptui.tui.words import size

_EMPTY = "Nothing arrived yet. {send} sends a test message."
_LISTED = 5
# How wide subjects may stand beside their recipients, and how many are looked at for it.
_WIDEST_SUBJECT, _LOOKED_AT = 32, 50


class InboxPane(Vertical):
    """The messages, and under them the one that was taken."""

    DEFAULT_CSS = """
    InboxPane {
        .empty {
            padding: 0 2;
            height: auto;
            color: $text-muted;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="inbox")
        self._keys: list[str] = []
        self._wanted: str | None = None
        self._opened: OpenedMessage | None = None
        self.view = View.PARTS
        self._empty = Static(classes="empty", markup=False)
        self._list = MessageList(id="messages")
        self._page = ReceivedView()

    def compose(self) -> ComposeResult:
        """List and message."""
        self._empty.update(with_keys(self.app, _EMPTY))
        yield self._empty
        yield self._list
        yield self._page

    def show(self, messages: Sequence[ReceivedMessage]) -> None:
        """List these. The newest is opened, but not under the eyes of somebody who reads another."""
        self._empty.display = not messages
        self._list.display = self._page.display = bool(messages)
        keys = [one.key for one in messages]
        if keys == self._keys:
            return
        self._keys = keys
        reading = self.has_focus_within and self._wanted in keys
        current = self._wanted if reading else keys[0] if keys else None
        self._list.styles.height = min(len(keys), _LISTED)
        subject = min(max((len(one.subject) for one in messages[:_LOOKED_AT]), default=0), _WIDEST_SUBJECT)
        self._list.fill(Listing(keys, lambda index: _line(messages[index], subject)), current)
        if current is not None:
            self._want(current)

    @property
    def has_messages(self) -> bool:
        """Whether anything arrived."""
        return bool(self._keys)

    def open(self, message: OpenedMessage) -> None:
        """Show this message, unless another is wanted by now."""
        if message.received.key == self._wanted:
            self._opened = message
            self._page.show(message, self.view)

    def turn(self, view: View) -> None:
        """Show header fields, parts or source of the message."""
        self.view = view
        if self._opened is not None:
            self._page.show(self._opened, view)

    @on(ItemPicked, "#messages")
    def _picked(self, event: ItemPicked) -> None:
        event.stop()
        self._want(event.key)

    @on(MessageList.Leafed)
    def _leafed(self, event: MessageList.Leafed) -> None:
        event.stop()
        self._page.scroll_relative(y=event.pages * (self._page.size.height - 1), animate=False)

    def _want(self, key: str) -> None:
        if key != self._wanted:
            self._wanted = key
            self.post_message(MailWanted(key))


def _line(message: ReceivedMessage, subject_cells: int) -> PickItem:
    at = Content.styled(f"{size(message.size_octets):>8}  {message.at:%H:%M:%S}", "$text-muted")
    subject = Content(message.subject or "no subject").truncate(max(subject_cells, 10), ellipsis=True, pad=True)
    return PickItem(subject, ", ".join(message.forward_paths), at)
