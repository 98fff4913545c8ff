"""A message that was handed in, looked for in the queue, which still tells something where the log does not."""

import asyncio
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from smtptui.errors import NotRunningError
from smtptui.model.relay import QueuedMessage
from smtptui.relay import queue
from smtptui.relay.instance import Instance

# A log that is written is read within a fraction of this.
_LOOK_EVERY_S = 2.0
# While a message passes from one queue to the next, a single look may miss it.
_LOOKS = 3

Tell = Callable[[str], None]


class Envelope(NamedTuple):
    """What a message is known by in the queue, as long as nobody knows its queue id."""

    sender: str
    recipient: str
    since: datetime

    @classmethod
    def of_now(cls, sender: str, recipient: str) -> "Envelope":
        """That of a message which is about to be handed in. Postfix counts whole seconds."""
        return cls(sender, recipient, datetime.now(UTC) - timedelta(seconds=1))

    def matches(self, message: QueuedMessage) -> bool:
        """Whether a queued message is this one, as far as an envelope can tell."""
        addresses = (one.original_address or one.address for one in message.recipients)
        known = (message.sender.lower(), *(address.lower() for address in addresses))
        return known == (self.sender.lower(), self.recipient.lower()) and message.arrived_at >= self.since


async def sought(instance: Instance, envelope: Envelope, tell: Tell) -> QueuedMessage | None:
    """The message, once it waits for a reason; None once the queue does not hold it any more. It may take for ever."""
    missed, told = 0, ""
    while missed < _LOOKS:
        await asyncio.sleep(_LOOK_EVERY_S)
        found = await _look(instance, envelope)
        missed = 0 if found else missed + 1
        if found is not None and any(one.delay_reason for one in found.recipients):
            return found
        words = f"{found.queue_id} is in the queue {found.queue}" if found else "the queue does not hold it"
        if words != told:
            tell(f"the log tells nothing yet; {words}")
        told = words
    return None


async def _look(instance: Instance, envelope: Envelope) -> QueuedMessage | None:
    try:
        async with aclosing(queue.queued(instance)) as batches:
            async for batch in batches:
                for message in batch:
                    if message is not None and envelope.matches(message):
                        return message
    except NotRunningError:
        # Root may look also then; for others the log is all there is.
        pass
    return None
