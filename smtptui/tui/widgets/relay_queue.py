"""The oldest messages of a relay's queue."""

from datetime import datetime

from textual.content import Content
from textual.message import Message

from smtptui.model.relay import QueuedMessage
from smtptui.tui.relay_words import age, queue_glyph, sender
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import size

_NOTHING = "  Nothing waits: all mail was handed on."
_NONE_OF_THESE = "  No message waits for this reason any more."
_UNKNOWN = "  What waits is seen by root alone, until Postfix runs."
_ID_CELLS, _AGE_CELLS = 11, 6


class RelayQueue(PickList):
    """A line a message: queue, id, age, sender and recipients, size. Only what is seen is drawn."""

    class Moved(Message):
        """The cursor stands on another message."""

    def __init__(self) -> None:
        super().__init__(id="queue", quiet=True, empty=_NOTHING)
        self._messages: dict[str, QueuedMessage] = {}
        self._drawn: tuple[object, ...] = ()

    @property
    def message(self) -> QueuedMessage | None:
        """The one under the cursor."""
        return self._messages.get(self.current or "")

    def show(self, known: tuple[QueuedMessage, ...] | None, now: datetime, *, is_part: bool) -> None:
        """Draw these, None where nobody knows; the cursor stays with its message, else in its place.

        `is_part` tells that others wait beside them.
        """
        messages = known or ()
        drawn = known, is_part, tuple(age(one.arrived_at, now) for one in messages)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._empty = _UNKNOWN if known is None else _NONE_OF_THESE if is_part else _NOTHING
        place = list(self._messages).index(self.current) if self.current in self._messages else 0
        current = self.current
        # The queue changes while it is read: a message may be listed twice.
        self._messages = {one.queue_id: one for one in messages}
        listed, keys = list(self._messages.values()), list(self._messages)
        stays = current in self._messages or not keys
        cells = max(_ID_CELLS, max(map(len, keys), default=0))
        self.fill(
            Listing(keys, lambda index: _item(listed[index], now, cells)),
            current if stays else keys[min(place, len(keys) - 1)],
        )
        self.post_message(self.Moved())

    def action_move(self, by: int) -> None:
        """What can be done depends on where the message is."""
        super().action_move(by)
        self.post_message(self.Moved())


def _item(message: QueuedMessage, now: datetime, id_cells: int) -> PickItem:
    title = Content.assemble(
        queue_glyph(message.queue),
        f" {message.queue_id:<{id_cells}} {age(message.arrived_at, now):>{_AGE_CELLS}}",
    )
    more = f" and {len(message.recipients) - 1:,} more" if len(message.recipients) > 1 else ""
    first = message.recipients[0].address if message.recipients else "nobody"
    right = Content.styled(size(message.size_octets), "$text-muted")
    return PickItem(title, f"{sender(message)} → {first}{more}", right)
