"""Help: the keys of this screen, the field with the focus, and the words."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.widgets.key_bar import KeyBar

_WORDS = (
    ("app password", "A password made for one program, where the account itself is protected by a second step."),
    ("envelope sender", "The address that bounces go to; the server sees it, readers mostly do not."),
    ("STARTTLS", "A session that begins in clear and turns to encryption before anything secret is sent. Port 587."),
    ("TLS", "Encryption from the first byte. Port 465."),
    ("EHLO", "How a client greets a server; the server answers with what it can do."),
    ("relay, smarthost", "A server that takes your mail and passes it on."),
    ("probe", "A session that goes as far as naming sender and recipient, and then leaves. No message is sent."),
    ("queue id", "The server's own name for a message; its support asks for it."),
    ("greylisting", "A server says «later» to strangers, once; who comes back is let in."),
    ("keyring", "The desktop's store for secrets, opened when you log in. Servers seldom have one."),
)


class HelpDialog(Dialog[None]):
    """One page to scroll."""

    DEFAULT_CSS = """
    HelpDialog {
        align: center middle;
        VerticalScroll {
            width: 76;
            max-width: 98%;
            height: 90%;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 2;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1,question_mark,q", "leave", "back", id="help.leave")]

    def __init__(self, keys: Sequence[tuple[str, str]], field: FieldSpec | None) -> None:
        super().__init__()
        self._keys = keys
        self._field = field
        self._page = VerticalScroll()
        self._page.border_title = Content("Help")

    def compose(self) -> ComposeResult:
        """Field, keys, words, and how to go on without a screen."""
        with self._page:
            yield Static(
                Content("\n").join([*self._about_field(), *self._about_keys(), *_about_words(), *_about_rest()])
            )
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self._page.focus()

    def _about_field(self) -> list[Content]:
        if self._field is None:
            return []
        lines = [Content.styled(self._field.label, "bold $text-accent"), Content(self._field.help)]
        if self._field.link:
            lines.append(Content.styled(self._field.link, "underline $text-accent"))
        return [*lines, Content("")]

    def _about_keys(self) -> list[Content]:
        lines = [Content.assemble((f"  {key:<10}", "bold $text-accent"), title) for key, title in self._keys]
        return [Content.styled("Keys", "bold"), *lines, Content("")]

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)


def _about_words() -> list[Content]:
    lines = [Content.assemble((f"  {word}  ", "bold"), (text, "$text-muted")) for word, text in _WORDS]
    return [Content.styled("Words", "bold"), *lines, Content("")]


def _about_rest() -> list[Content]:
    return [
        Content.styled("Without a screen", "bold"),
        Content("  Everything here is a command too, line by line for a screen reader: smtptui --help"),
        Content("  Other keys: a table [keys] in config.toml, name of the action = key"),
    ]
