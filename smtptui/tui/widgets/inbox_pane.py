"""The Inbox room of the sandbox: what arrived, as its receiver would see it."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.core.workspace import ReceivedMessage
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList

_LISTED = 8


class InboxPane(Vertical):
    """The messages, and under them the source of the one that was taken."""

    DEFAULT_CSS = """
    InboxPane {
        .empty, .source {
            padding: 0 2;
            height: auto;
        }
        .empty {
            color: $text-muted;
        }
        VerticalScroll {
            height: 1fr;
            border-top: solid $panel;
            scrollbar-size-vertical: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="inbox")
        self._messages: Sequence[ReceivedMessage] = ()
        self._empty = Static("Nothing arrived yet. ^N sends a test message.", classes="empty", markup=False)
        self._list = PickList(id="messages")
        self._source = Static("", classes="source", markup=False)
        self._page = VerticalScroll(self._source)

    def compose(self) -> ComposeResult:
        """List and source."""
        yield self._empty
        yield self._list
        yield self._page

    def show(self, messages: Sequence[ReceivedMessage]) -> None:
        """List these, and show the first of them."""
        self._messages = messages
        self._empty.display = not messages
        self._list.display = self._page.display = bool(messages)
        self._list.styles.height = min(len(messages), _LISTED)
        keys = [str(index) for index in range(len(messages))]
        self._list.fill(Listing(keys, keys, lambda index: _line(messages[index])))
        if messages:
            self._source.update(_source(messages[0]))

    @on(PickList.Picked, "#messages")
    def _picked(self, event: PickList.Picked) -> None:
        event.stop()
        self._source.update(_source(self._messages[int(event.key)]))
        self._page.scroll_home(animate=False)


def _line(message: ReceivedMessage) -> PickItem:
    at = Content.styled(f"{message.at:%H:%M:%S}", "$text-muted")
    return PickItem(Content(message.subject or "no subject"), ", ".join(message.forward_paths), at)


def _source(message: ReceivedMessage) -> Content:
    envelope = f"MAIL FROM:<{message.reverse_path}>  RCPT TO:<{'>, <'.join(message.forward_paths)}>\n\n"
    return Content.assemble((envelope, "$text-muted"), message.source)
