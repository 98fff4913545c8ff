"""A line of the test message."""

from textual.app import ComposeResult
from textual.content import Content
from textual.widget import Widget

from smtptui.tui.desk import Mail
from smtptui.tui.widgets.text_field import TextField

_LABEL = 8


class MailRow(Widget):
    """Edits one attribute of a `Mail`, at once."""

    DEFAULT_CSS = """
    MailRow {
        height: 1;
        padding: 0 1 0 0;
        border-left: blank;
        TextField {
            margin-left: 9;
        }
        &:focus-within {
            border-left: outer $border;
        }
    }
    """

    def __init__(self, attribute: str, label: str, placeholder: str) -> None:
        super().__init__()
        self._attribute = attribute
        self._label = label
        self.editor = TextField(attribute, "", placeholder)
        self.editor.keep = self._keep
        self._mail: Mail | None = None

    def render(self) -> Content:
        """The label."""
        return Content.styled(f"{self._label:<{_LABEL}}", "$text-accent" if self.has_focus_within else "$text-muted")

    def compose(self) -> ComposeResult:
        """The editor."""
        yield self.editor

    def show(self, mail: Mail | None) -> None:
        """Edit this message from now on."""
        self._mail = None
        self.editor.value = getattr(mail, self._attribute) if mail else ""
        self._mail = mail

    def _keep(self, editor: TextField) -> None:
        """Into the message, at once."""
        if self._mail is not None:
            setattr(self._mail, self._attribute, editor.value)

    def on_text_field_pasted(self, event: TextField.Pasted) -> None:
        """One line of it, without surrounding blanks."""
        event.stop()
        event.sender.put(" ".join(event.sender.take_pasted().split()))
