"""A local relay: what it is, and what waits in its queue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from smtptui.model.diagnosis import Diagnosis
from smtptui.model.failure_kind import FailureKind

if TYPE_CHECKING:
    from smtptui.model.relay_listening import Listening


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
    address, reason, original, bounced = recipient
    members = {"address": address}
    if original is not None:
        members["orig_address"] = original
    if reason is not None:
        members["delay_reason"] = reason
    if bounced is not None:
        members["bounce_reason"] = bounced
    return members


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


@dataclass(frozen=True, slots=True)
class WaitingReason:
    """One distinct reason, how many messages it keeps waiting, and what it means; `kind` finds it again."""

    text: str
    messages: int
    diagnosis: Diagnosis
    kind: FailureKind

    def as_json(self) -> dict[str, Any]:
        """As `smtptui diagnose --json` tells a reply."""
        return {**self.diagnosis.as_json(), "count": self.messages, "text": self.text}


@dataclass(frozen=True, slots=True)
class QueueView:
    """A queue in short. `messages` are those that were asked for, the oldest first; `reasons` those of all messages.

    `other_reasons` counts those that came after as many distinct ones as are kept apart; `damaged_lines` what
    postqueue printed and nobody could read.
    """

    counts: QueueCounts
    oldest_at: datetime | None
    size_octets: int
    damaged_lines: int
    messages: tuple[QueuedMessage, ...]
    reasons: tuple[WaitingReason, ...]
    other_reasons: int


@dataclass(frozen=True, slots=True)
class ShownMessage:
    """One message with what each of its delay reasons means, and its header where that may be read, else None."""

    message: QueuedMessage
    diagnoses: Mapping[str, Diagnosis]
    header: str | None

    def as_json(self) -> dict[str, Any]:
        """The message's members, its header, and its reasons."""
        reasons = [{**diagnosis.as_json(), "text": text} for text, diagnosis in self.diagnoses.items()]
        return {**self.message.as_json(), "header": self.header, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Listener:
    """Where a relay takes mail: a host, or `*` for every address of this machine, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Stranger:
    """Another mail server on a port that the relay would take, by how it greets."""

    listener: Listener
    greeting: str


@dataclass(frozen=True, slots=True)
class NextHop:
    """Where a relay hands its mail on: `relayhost` as it is written there, and how the way is protected.

    `security` is one of tls, starttls, none, and opportunistic for STARTTLS where it is offered; `tls_level` is
    Postfix's own word.
    """

    relayhost: str
    security: str
    tls_level: str
    logs_in: bool
    map_type: str | None


@dataclass(frozen=True, slots=True)
class RelayStatus:
    """A relay at a moment. `pid` is None where it does not run, or where only root may know.

    `is_unfinished`: a change of its configuration was killed half-way, or is being made.
    `logins` is the side that listens to a private network, where one was installed: who may log in there, and how;
    `logins_are_checked` tells whether Dovecot answers when it is asked about one, None where only root may know.
    """

    config_directory: str
    version: str
    is_running: bool
    pid: int | None
    listeners: tuple[Listener, ...]
    strangers: tuple[Stranger, ...]
    next_hop: NextHop
    queue: QueueView | None
    log: str
    instances: tuple[str, ...]
    logins: "Listening | None" = None
    is_unfinished: bool = False
    logins_are_checked: bool | None = None

    def as_json(self) -> dict[str, Any]:
        """Of the queue, what concerns all of it."""
        hop, queue = self.next_hop, self.queue
        return {
            "running": self.is_running,
            "unfinished": self.is_unfinished,
            "pid": self.pid,
            "version": self.version,
            "config_directory": self.config_directory,
            "listening": [str(one) for one in self.listeners] if self.is_running else [],
            "strangers": [{"at": str(one.listener), "greeting": one.greeting} for one in self.strangers],
            "relayhost": hop.relayhost or None,
            "security": hop.security,
            "tls_level": hop.tls_level,
            "logs_in": hop.logs_in,
            "map_type": hop.map_type,
            "queues": dict(queue.counts.by_queue) if queue else None,
            "oldest": queue.oldest_at.isoformat() if queue and queue.oldest_at else None,
            "reasons": [one.as_json() for one in queue.reasons] if queue else [],
            "damaged_lines": queue.damaged_lines if queue else 0,
            "logins": self.logins and {**self.logins.as_json(), "checked": self.logins_are_checked},
            "log": self.log,
            "instances": list(self.instances),
        }
