"""A line of a relay's log."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from smtptui.model.diagnosis import Diagnosis

SENT = "sent"


class Delivery(NamedTuple):
    """What a relay tried for one recipient: through which server, how long it took, and with which outcome.

    `status` is Postfix's word (sent, deferred, bounced, expired …), `reason` the server's or the relay's.
    """

    recipient: str
    relay: str | None
    delay_s: float | None
    enhanced: str | None
    status: str
    reason: str


class LogEntry(NamedTuple):
    """A line, safe for a screen. `logged_at` is as the log writes it: the old syslog format has no year.

    `service` is Postfix's (smtp, qmgr, cleanup …), `severity` its word for trouble: warning, error, fatal, panic.
    """

    text: str
    logged_at: str | None = None
    service: str | None = None
    pid: int | None = None
    queue_id: str | None = None
    severity: str | None = None
    delivery: Delivery | None = None


@dataclass(frozen=True, slots=True)
class LogTold:
    """An entry with what it means, where something failed. `is_new` tells the first of a cause from its repeats."""

    entry: LogEntry
    diagnosis: Diagnosis | None = None
    is_new: bool = False

    def as_json(self) -> dict[str, Any]:
        """The entry's members, and its diagnosis or null."""
        members = self.entry._asdict()
        delivery = self.entry.delivery
        members["delivery"] = delivery._asdict() if delivery else None
        return {**members, "diagnosis": self.diagnosis.as_json() if self.diagnosis else None}
