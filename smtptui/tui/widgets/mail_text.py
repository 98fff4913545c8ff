"""The text of a test message: several lines."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.events import Paste
from textual.message import Message
from textual.widgets import TextArea

from smtptui.core.files import Offer
from smtptui.tui.actions import ACTIONS

_OURS = {key for action in ACTIONS if len(action.key) > 1 for key in action.key.split(",")}


class MailText(TextArea, inherit_bindings=False):
    """Grows with its lines up to a few, then scrolls. Enter begins a line; Tab and the arrows at its ends leave it."""

    DEFAULT_CSS = """
    MailText {
        height: auto;
        min-height: 1;
        max-height: 6;
        border: none;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        & .text-area--placeholder {
            color: $text-disabled;
        }
        &:focus {
            border: none;
            background: $panel;
            background-tint: $panel 0%;
        }
    }
    """
    # Its own for selecting and undoing are the app's, or the terminal's.
    BINDINGS: ClassVar[list[BindingType]] = [
        one for one in TextArea.BINDINGS if isinstance(one, Binding) and not _OURS.intersection(one.key.split(","))
    ]

    class Edited(Message):
        """The text changed."""

    def __init__(self, field: str, placeholder: str) -> None:
        # Called with every change, at once: a message may come when another message is shown.
        self.keep: Callable[[str], None] = _nowhere
        # How the text may go on: nobody knows.
        self.ways_on: tuple[Offer, ...] = ()
        super().__init__(
            "", id=field, placeholder=placeholder, highlight_cursor_line=False, tab_behavior="focus", compact=True
        )
        # A blinking cursor writes to the terminal twice a second, for ever.
        self.cursor_blink = False

    @property
    def value(self) -> str:
        """All lines."""
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        if text != self.text:
            self.text = text

    def post_message(self, message: Message) -> bool:
        """Keep what was typed, and say so."""
        if isinstance(message, TextArea.Changed):
            self.keep(self.text)
            return super().post_message(self.Edited())
        return super().post_message(message)

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; from the first line to the field before."""
        if select or not self.navigator.is_first_wrapped_line(self.cursor_location):
            super().action_cursor_up(select)
        else:
            self.screen.focus_previous()

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; from the last line to the next field."""
        if select or not self.navigator.is_last_wrapped_line(self.cursor_location):
            super().action_cursor_down(select)
        else:
            self.screen.focus_next()

    async def _on_paste(self, event: Paste) -> None:
        """All lines of it, as lines: a terminal sends a carriage return for each."""
        await super()._on_paste(Paste(event.text.replace("\r\n", "\n").replace("\r", "\n")))
        event.prevent_default()
        event.stop()


def _nowhere(text: str) -> None:
    """Nobody keeps the text yet."""
