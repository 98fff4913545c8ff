"""What waits in a local relay's queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple


class WaitingRecipient(NamedTuple):
    """Whom a message still has to reach, and why it has not yet: the words of the relay or of the server it asked."""

    address: str
    delay_reason: str | None = None
    original_address: str | None = None
    bounce_reason: str | None = None


class QueuedMessage(NamedTuple):
    """A message in the queue. `queue` is as Postfix calls it; `sender` is empty where it is a bounce."""

    queue: str
    queue_id: str
    arrived_at: datetime
    size_octets: int
    sender: str
    recipients: tuple[WaitingRecipient, ...]
    is_forced_to_expire: bool = False

    def as_json(self) -> dict[str, Any]:
        """The members of `postqueue -j`, so that what reads those reads these."""
        return {
            "queue_name": self.queue,
            "queue_id": self.queue_id,
            "arrival_time": int(self.arrived_at.timestamp()),
            "message_size": self.size_octets,
            "forced_expire": self.is_forced_to_expire,
            "sender": self.sender,
            "recipients": [_recipient_json(one) for one in self.recipients],
        }


def _recipient_json(recipient: WaitingRecipient) -> dict[str, str]:
    members = {
        "address": recipient.address,
        "orig_address": recipient.original_address,
        "delay_reason": recipient.delay_reason,
        "bounce_reason": recipient.bounce_reason,
    }
    return {name: value for name, value in members.items() if value is not None}


# The queues that Postfix has, in the order that a message passes them; it may name others some day.
QUEUES = ("maildrop", "hold", "incoming", "active", "deferred")


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How many messages each queue held at a moment."""

    at: datetime
    by_queue: Mapping[str, int]

    @property
    def total(self) -> int:
        """All messages."""
        return sum(self.by_queue.values())

    def of(self, queue: str) -> int:
        """The messages in one queue."""
        return self.by_queue.get(queue, 0)
