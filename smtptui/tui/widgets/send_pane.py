"""The Send room: a test message and what became of it."""

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message

from smtptui.tui.desk import OpenProfile
from smtptui.tui.live_session import Use
from smtptui.tui.widgets.mail_row import MailRow
from smtptui.tui.widgets.session_view import SessionView
from smtptui.tui.widgets.text_field import TextField

_EMPTY = "Enter or ^N sends the message. Empty fields are filled in with which profile and server it came from."


class SendPane(VerticalScroll, can_focus=False):
    """Recipient, subject and text of a test message, then the session that carried it."""

    DEFAULT_CSS = """
    SendPane {
        scrollbar-size-vertical: 1;
        SessionView {
            margin-top: 1;
        }
    }
    """

    class Wanted(Message):
        """Send it now."""

    def __init__(self) -> None:
        super().__init__(id="send")
        self._opened: OpenProfile | None = None
        self._rows = (
            MailRow("to", "To", "an address, or several with commas"),
            MailRow("subject", "Subject", "a test from this profile"),
            MailRow("text", "Text", "which profile, server and time it came from"),
        )
        self._view = SessionView(_EMPTY)

    def compose(self) -> ComposeResult:
        """Three lines to type into, then the answer."""
        yield from self._rows
        yield self._view

    def show(self, opened: OpenProfile | None) -> None:
        """Draw this profile's message and its last sending."""
        if opened is not self._opened:
            self._opened = opened
            for row in self._rows:
                row.show(opened.mail if opened else None)
        self._view.show(opened, Use.SEND)

    def focus_first(self) -> None:
        """Go to the recipient."""
        self._rows[0].editor.focus()

    @on(TextField.Entered)
    def _send(self, event: TextField.Entered) -> None:
        event.stop()
        self.post_message(self.Wanted())
