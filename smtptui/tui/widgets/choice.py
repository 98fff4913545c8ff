"""One of a few values, on one line."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message

from smtptui.tui import glyphs
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.drawn import Drawn, spread


class Choice(Drawn, can_focus=True):
    """Shows the value; Enter asks for the list, left and right take the neighbour where the list is short."""

    DEFAULT_CSS = """
    Choice {
        height: 1;
        padding: 0 1;
        background: $surface;
        &:focus {
            background: $panel;
        }
        &:ansi {
            text-style: underline;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,space", "open", "choose", id="choice.open"),
        Binding("left", "step(-1)", "previous value", show=False, id="choice.previous"),
        Binding("right", "step(1)", "next value", show=False, id="choice.next"),
        Binding("up", "app.focus_previous", "previous field", show=False, priority=True),
        Binding("down", "app.focus_next", "next field", show=False, priority=True),
    ]

    class Opened(Message):
        """The operator wants to see the list."""

        def __init__(self, choice: "Choice") -> None:
            super().__init__()
            self.choice = choice

    class Picked(Message):
        """Another value was taken."""

        def __init__(self, choice: "Choice", value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

    def __init__(self, field: Field, value: str, words: str, choices: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(id=field.value)
        self.field = field
        self.choices = choices
        self.value = value
        self._words = words

    def lines(self, width: int) -> list[Content]:
        """The value and the mark of a list."""
        return [spread(Content(self._words), Content.styled(glyphs.CHOICE, "$text-accent"), width)]

    def action_open(self) -> None:
        """Enter."""
        self.post_message(self.Opened(self))

    def on_click(self, event: Click) -> None:
        """A click is Enter."""
        self.action_open()

    def action_step(self, by: int) -> None:
        """The neighbour in the list, round its ends."""
        values = [value for value, _ in self.choices]
        if self.value in values:
            self.pick(values[(values.index(self.value) + by) % len(values)])

    def pick(self, value: str) -> None:
        """Take this value and say so."""
        if value != self.value:
            self.value = value
            self._words = dict(self.choices).get(value, value)
            self.refresh()
            self.post_message(self.Picked(self, value))
