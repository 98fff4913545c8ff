"""What can be done in the sandbox's Inbox."""

from textual import on, work
from textual.message import Message

from smtptui.tui.messages import MailWanted
from smtptui.tui.rooms import INBOX
from smtptui.tui.screens.session_actions import SessionActions


class InboxActions(SessionActions):
    """Messages come while something else is looked at; they are read when they are opened."""

    class Arrived(Message):
        """The sandbox took a message, from this app or from any other program."""

        def can_replace(self, message: Message) -> bool:
            """A burst is listed once."""
            return isinstance(message, InboxActions.Arrived)

    async def on_mount(self) -> None:
        """Hear of what arrives."""
        if self.desk.workspace.inbox:
            self.desk.workspace.inbox.on_received(self._heard)

    def _heard(self) -> None:
        self.post_message(self.Arrived())

    @on(Arrived)
    def _list_arrived(self) -> None:
        self.show_received()

    @on(MailWanted)
    def _message_wanted(self, event: MailWanted) -> None:
        self._open_message(event.key)

    @work(exclusive=True, group="message")
    async def _open_message(self, key: str) -> None:
        inbox = self.desk.workspace.inbox
        message = await inbox.opened(key) if inbox else None
        if message is not None and self.rooms.inbox is not None:
            self.rooms.inbox.open(message)

    def action_read(self, view: str) -> None:
        """Show the message's parts, header fields or source."""
        from smtptui.tui.received import View

        if self.rooms.inbox is not None:
            self.rooms.inbox.turn(View(view))
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Its letters are keys in the Inbox alone, when there is something to read in another way."""
        if action == "read":
            inbox = self.rooms.inbox if self._section == INBOX else None
            is_read = inbox is not None and inbox.has_focus_within and inbox.has_messages
            return is_read and inbox is not None and inbox.view != parameters[0]
        return super().check_action(action, parameters)
