"""The queue in short, in one pass and bounded memory: counts, the oldest messages, each distinct reason explained."""

import heapq
from collections import Counter
from collections.abc import AsyncGenerator, Collection, Iterable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import NamedTuple

from smtptui.core.relay.reasons import Reasons
from smtptui.diagnosis.log_lines import Found
from smtptui.model.failure_kind import FailureKind
from smtptui.model.relay import QUEUES, QueueCounts, QueuedMessage, QueueView
from smtptui.relay import queue
from smtptui.relay.instance import Instance


async def count_at_sight(instance: Instance) -> QueueCounts | None:
    """How many messages each queue holds, cheap enough to be asked every few seconds; None for who is not root."""
    return await queue.counts_at_sight(instance)


async def stream(instance: Instance) -> AsyncGenerator[list[QueuedMessage | None], None]:
    """Every message in batches, as they come; None for each line that could not be read. Raises NotRunningError."""
    async with aclosing(queue.queued(instance)) as batches:
        async for batch in batches:
            yield batch


class Choice(NamedTuple):
    """Which messages are wanted: of one queue, for one reason; None for any."""

    queue: str | None = None
    reason: FailureKind | None = None


ANY = Choice()


async def overview(
    instance: Instance, provider: str | None = None, *, skip: int = 0, number: int = 50, only: Choice = ANY
) -> QueueView:
    """The whole queue in short, with `number` of the messages wanted behind the first `skip`, the oldest first.

    Counts and reasons are of all messages. `provider` is whose servers the relay hands mail to. Cancelling it ends the
    program that lists the queue.
    """
    survey = _Survey(Reasons(provider), skip + number, only)
    async with aclosing(queue.queued(instance)) as batches:
        async for batch in batches:
            survey.add(batch)
    return survey.view(skip)


class _Survey:
    """What is kept of a queue while it passes by."""

    def __init__(self, reasons: Reasons, kept: int, only: Choice) -> None:
        self._reasons = reasons
        self._kept = kept
        self._only = only
        self._counts: Counter[str] = Counter()
        self._oldest: list[tuple[datetime, str, QueuedMessage]] = []
        self._oldest_at: datetime | None = None
        self._size_octets = 0
        self._damaged = 0

    def add(self, batch: Iterable[QueuedMessage | None]) -> None:
        """Take a batch in."""
        messages = [message for message in batch if message is not None]
        for message in messages:
            self._counts[message.queue] += 1
            self._size_octets += message.size_octets
        wanted = [message for message in messages if self._is_wanted(message, self._reasons.add(message))]
        self._damaged += sum(1 for message in batch if message is None)
        oldest = min((message.arrived_at for message in messages), default=None)
        if oldest is not None:
            self._oldest_at = min(self._oldest_at or oldest, oldest)
        self._keep_oldest(wanted)

    def _is_wanted(self, message: QueuedMessage, found: Collection[Found]) -> bool:
        queue, reason = self._only
        return queue in (None, message.queue) and (reason is None or self._reasons.is_of(reason, found))

    def _keep_oldest(self, wanted: list[QueuedMessage]) -> None:
        entries = [(message.arrived_at, message.queue_id, message) for message in wanted]
        self._oldest = heapq.nsmallest(self._kept, [*self._oldest, *entries], key=lambda entry: entry[:2])

    def view(self, skip: int) -> QueueView:
        """What was seen until now."""
        now = datetime.now(UTC)
        return QueueView(
            counts=QueueCounts(now, dict.fromkeys(QUEUES, 0) | self._counts),
            oldest_at=self._oldest_at,
            size_octets=self._size_octets,
            damaged_lines=self._damaged,
            messages=tuple(message for _, _, message in self._oldest[skip:]),
            reasons=tuple(self._reasons.told()),
            other_reasons=self._reasons.others,
        )
