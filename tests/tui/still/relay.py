"""A relay that the test fills, and that writes down what is done to it."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from datetime import timedelta

from smtptui.core.relay.messages import Measure
from smtptui.core.relay.reasons import Reasons, explaining
from smtptui.core.workspace.relay import Glance
from smtptui.errors import MisuseError, SmtptuiError
from smtptui.model.failure_kind import FailureKind
from smtptui.model.relay import (
    QUEUES,
    Listener,
    NextHop,
    QueueCounts,
    QueuedMessage,
    QueueView,
    RelayStatus,
    ShownMessage,
    WaitingRecipient,
)
from smtptui.model.relay_log import LogTold
from smtptui.relay.log_line import log_entry
from tests.tui.still.clock import NOW

LIMIT = (
    "host in-v3.mailjet.com[104.199.96.85] said: 450 4.7.1 Too many messages: 200 a day (in reply to RCPT TO command)"
)
REFUSED = "connect to in-v3.mailjet.com[104.199.96.85]:587: Connection refused"
NEXT_HOP = NextHop("[in-v3.mailjet.com]:587", "starttls", "encrypt", logs_in=True, map_type="hash")
_QUEUES = {Measure.HOLD: "hold", Measure.RELEASE: "deferred", Measure.REQUEUE: "deferred"}


def waiting(number: int, reason: str | None = LIMIT, queue: str = "deferred") -> QueuedMessage:
    """The message that came so many minutes before."""
    recipient = WaitingRecipient(f"friend{number}@example.com", reason)
    arrived_at = NOW - timedelta(minutes=number)
    return QueuedMessage(queue, f"4XyZ{number:05}", arrived_at, 1400 + number, "app@darrensnet.com", (recipient,))


class StillRelay:
    """Its queue changes by what is done to it, and by the test."""

    def __init__(self, messages: Sequence[QueuedMessage] = (), log: Sequence[str] = ()) -> None:
        self.messages = {one.queue_id: one for one in messages}
        self.log_lines = tuple(log)
        self.error: SmtptuiError | None = None
        self.is_running = self.may_change = True
        # Whether it is seen at a glance how much waits.
        self.counts_at_sight = True
        self.folder = "/etc/postfix"
        self.done: list[str] = []
        self.glances = self.readings = self.followers = 0

    async def instances(self) -> Sequence[str]:
        return ["/etc/postfix", "/etc/postfix-out"]

    def choose(self, directory: str) -> None:
        self.folder = directory

    async def glance(self) -> Glance:
        self.glances += 1
        if self.error is not None:
            raise self.error
        return Glance(self._counts() if self.counts_at_sight else None, not self.is_running)

    def _counts(self) -> QueueCounts:
        found = Counter(one.queue for one in self.messages.values())
        return QueueCounts(NOW, dict.fromkeys(QUEUES, 0) | found)

    async def status(self, number: int, reason: FailureKind | None = None) -> RelayStatus:
        self.readings += 1
        listening = (Listener("127.0.0.1", 25),)
        return RelayStatus(
            self.folder,
            "3.7.11",
            self.is_running,
            812,
            listening,
            (),
            NEXT_HOP,
            self.view(number, reason),
            "/log",
            (),
        )

    def view(self, number: int, reason: FailureKind | None) -> QueueView | None:
        reasons = Reasons("mailjet")
        oldest = sorted(self.messages.values(), key=lambda one: one.arrived_at)
        since = oldest[0].arrived_at if oldest else None
        wanted = [one for one in oldest if reasons.is_of(reason, reasons.add(one)) or reason is None]
        return QueueView(self._counts(), since, 0, 0, tuple(wanted[:number]), tuple(reasons.told()), 0)

    async def log(self, last: int) -> AsyncGenerator[LogTold, None]:
        explain = explaining("mailjet")
        self.followers += 1
        try:
            for line in self.log_lines[-last:]:
                entry = log_entry(line.encode())
                failed = entry.delivery is not None and entry.delivery.status != "sent"
                yield LogTold(entry, explain(entry.delivery.reason) if failed and entry.delivery else None)
            await asyncio.Event().wait()
        finally:
            self.followers -= 1

    async def show(self, queue_id: str) -> ShownMessage:
        message = self._of(queue_id)
        reason = message.recipients[0].delay_reason
        diagnoses = {reason: explaining("mailjet")(reason)} if reason else {}
        return ShownMessage(message, diagnoses, "Subject: Your order\nFrom: app@darrensnet.com")

    def _of(self, queue_id: str) -> QueuedMessage:
        if queue_id not in self.messages:
            raise MisuseError(f"there is no message {queue_id} in the queue", "look again")
        return self.messages[queue_id]

    async def apply(self, measure: Measure, queue_id: str) -> None:
        message = self._of(queue_id)
        self.done.append(f"{measure.name.lower()} {queue_id}")
        if measure is Measure.DELETE:
            del self.messages[queue_id]
        else:
            self.messages[queue_id] = message._replace(queue=_QUEUES[measure])

    async def flush(self) -> QueueCounts:
        self.done.append("flush")
        before = self._counts()
        self.messages = {key: one for key, one in self.messages.items() if one.queue == "hold"}
        return before

    async def restart(self) -> int | None:
        self.done.append("restart")
        self.is_running = True
        return 813
