"""What rooms and lists ask of the screen. They stand apart, because a room is imported when it is first entered."""

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from smtptui.tui.widgets.pick_list import PickList


# The keys of the items among which somebody without a profile picks.
SET_UP, LOOK_AROUND, PASTE = "set up a provider", "look around in the sandbox", "paste settings that you have"

# And of a file that stands on this machine; its path follows.
FOUND = "found on this machine: "


class FirstRunShown(Message):
    """The choices of the first run are there, and may be told what stands on this machine."""


class SendWanted(Message):
    """The message that is written is to be sent now."""


class MailWritten(Message):
    """The test message is another now."""


class PathsTyped(Message):
    """Somebody has to look at what stands at the paths in this field of the message."""

    def __init__(self, attribute: str, typed: str) -> None:
        super().__init__()
        self.attribute = attribute
        self.typed = typed


class MailWanted(Message):
    """A received message is to be opened."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class CureWanted(Message):
    """The operator wants the fix applied, or to go where the fault can be mended."""


class ItemPicked(Message):
    """An item of a list was taken."""

    def __init__(self, control: "PickList", key: str) -> None:
        super().__init__()
        self.key = key
        self._control = control

    @property
    def control(self) -> "PickList":
        """The list."""
        return self._control
