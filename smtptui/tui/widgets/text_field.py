"""A line to type into."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from smtptui.tui.widgets.line_input import LineInput


class TextField(LineInput):
    """An input of one line without a frame. Its messages carry no text: what was typed may be a secret."""

    DEFAULT_CSS = """
    TextField {
        border: none;
        height: 1;
        padding: 0 1;
        background: $surface;
        &:focus {
            border: none;
            background: $panel;
            background-tint: $panel 0%;
        }
        &:ansi {
            text-style: underline;
        }
    }
    """
    TAKE_OFFER: ClassVar[Binding] = Binding("ctrl+right_square_bracket", "take_offer", "take it", id="field.offer")
    # Up and down walk through the form, as people try first.
    BINDINGS: ClassVar[list[BindingType]] = [
        TAKE_OFFER,
        Binding("up", "app.focus_previous", "previous field", show=False, priority=True, id="form.previous"),
        Binding("down", "app.focus_next", "next field", show=False, priority=True, id="form.next"),
    ]

    # Whether something is offered beside the field; its key is the screen's where nothing is.
    offers: reactive[bool] = reactive(False, repaint=False, bindings=True)

    class About(Message):
        """Something about a field; ask the field itself for its text."""

        def __init__(self, sender: "TextField") -> None:
            super().__init__()
            self.sender = sender

    class Edited(About):
        """The text changed."""

    class OfferTaken(About):
        """The operator wants what is offered beside the field."""

    class Entered(About):
        """Enter was pressed."""

    class Pasted(About):
        """Something was pasted; `take_pasted` gives it, once."""

    def __init__(self, field: str, value: str, placeholder: str = "", *, password: bool = False) -> None:
        # Called with every change, at once: a message may come when the field is gone.
        self.keep: Callable[[TextField], None] = _nowhere
        super().__init__(value, placeholder, select_on_focus=False, password=password, id=str(field))
        self.field = field
        self._pasted: list[str] = []
        # A blinking cursor writes to the terminal twice a second, for ever.
        self.cursor_blink = False

    def post_message(self, message: Message) -> bool:
        """Send our messages in place of Input's, whose `value` would stand in logs and tracebacks."""
        if isinstance(message, Input.Blurred):
            return False
        if isinstance(message, Input.Changed):
            self.keep(self)
            return super().post_message(self.Edited(self))
        return super().post_message(self.Entered(self) if isinstance(message, Input.Submitted) else message)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The key of an offer works where there is one."""
        return self.offers if action == "take_offer" else super().check_action(action, parameters)

    def action_take_offer(self) -> None:
        """Ask for what is offered."""
        self.post_message(self.OfferTaken(self))

    def take_pasted(self) -> str:
        """What was pasted last; empty when asked again."""
        return self._pasted.pop() if self._pasted else ""

    def put(self, text: str) -> None:
        """Put `text` where the cursor is, in place of a selection."""
        self.replace(text, *sorted(self.selection))

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        # Input's own handler, which comes next, keeps the first line alone.
        event.prevent_default()
        self._offer(event.text)

    def action_paste(self) -> None:
        """Paste what was cut or copied in the app itself."""
        self._offer(self.app.clipboard)

    def _offer(self, text: str) -> None:
        self._pasted = [text]
        self.post_message(self.Pasted(self))


def _nowhere(field: TextField) -> None:
    """Nobody keeps the text yet."""
