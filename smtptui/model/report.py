"""What a session gives: events while it runs, a report when it has ended."""

from enum import StrEnum
from typing import Any, NamedTuple

from smtptui.model.diagnosis import Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.tls import TlsReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.reply import Reply
from smtptui.smtp.stage import Stage, Status


class StageStarted(NamedTuple):
    """A stage began. `place` is its position in the session's wire order."""

    place: int
    stage: Stage


class StageReport(NamedTuple):
    """A stage ended. `detail` is one safe line; `elapsed_ms` is 0.0 where it was skipped."""

    place: int
    stage: Stage
    status: Status
    elapsed_ms: float
    detail: str

    def as_json(self) -> dict[str, Any]:
        """An element of the contract's `stages`."""
        return {
            "stage": self.stage.value,
            "status": self.status.value,
            "elapsed_ms": round(self.elapsed_ms, 1),
            "detail": self.detail,
        }


class TranscriptGrew(NamedTuple):
    """Lines that the transcript has got since the last such event, with secrets masked."""

    lines: tuple[str, ...]


class AddressStatus(StrEnum):
    """How an address of the host ended in the race."""

    CONNECTED = "connected"
    FAILED = "failed"
    NOT_NEEDED = "not needed"


class AddressReport(NamedTuple):
    """One address of the host. `error` is one safe line where it failed."""

    address: str
    status: AddressStatus
    elapsed_ms: float
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """An element of the contract's `addresses`."""
        return {
            "address": self.address,
            "status": self.status.value,
            "elapsed_ms": round(self.elapsed_ms, 1),
            "error": self.error,
        }


class PortReport(NamedTuple):
    """One endpoint tried by `--ports`: reached as far as its greeting (or TLS), without logging in.

    `stage` is where it failed, and `addresses` are the fates of the host's addresses on this port.
    """

    endpoint: Endpoint
    status: Status
    elapsed_ms: float
    error: str | None = None
    cause: str | None = None
    stage: Stage | None = None
    addresses: tuple[AddressReport, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """An element of the contract's `ports`."""
        return {
            "host": self.endpoint.host,
            "port": self.endpoint.port,
            "security": self.endpoint.security.value,
            "status": self.status.value,
            "elapsed_ms": round(self.elapsed_ms, 1),
            "error": self.error,
        }


class PortSurvey(NamedTuple):
    """Every endpoint's fate, and one sentence about what they show together."""

    ports: tuple[PortReport, ...]
    verdict: str


class Outcome(StrEnum):
    """What became of a message. `UNKNOWN`: the final dot was sent and no reply came."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    NOT_SENT = "not_sent"
    UNKNOWN = "unknown"


class RecipientReport(NamedTuple):
    """The server's answer about one recipient; `reply` is None where it was never asked."""

    address: str
    accepted: bool
    reply: Reply | None

    def as_json(self) -> dict[str, Any]:
        """An element of the contract's `recipients`."""
        return {"address": self.address, "accepted": self.accepted, "reply": reply_as_json(self.reply)}


class Delivery(NamedTuple):
    """What `send` adds to a session's report.

    `recipients` are those that the server was asked about; `to_addresses` and `subject` are the operator's, so that
    the message can be sent again however early its session ended.
    """

    outcome: Outcome
    message_id: str | None
    queue_id: str | None
    recipients: tuple[RecipientReport, ...]
    to_addresses: tuple[str, ...] = ()
    subject: str | None = None


class SessionReport(NamedTuple):
    """A whole session, as both front ends and the history read it. `error` is (kind, message) where nothing ran.

    `username` is None where the user name is the secret. `elapsed_ms` is its whole time; `verdict` is one sentence
    about `ports`. `changes` says what is different since the same account's last good probe.
    """

    profile: str
    provider: str
    endpoint: Endpoint | None
    username: str | None = None
    address: str | None = None
    addresses: tuple[AddressReport, ...] = ()
    stages: tuple[StageReport, ...] = ()
    failure: Failure | None = None
    diagnosis: Diagnosis | None = None
    tls: TlsReport | None = None
    capabilities: Capabilities = Capabilities()
    mechanism: str | None = None
    transcript: tuple[str, ...] = ()
    elapsed_ms: float = 0.0
    error: tuple[str, str] | None = None
    ports: tuple[PortReport, ...] | None = None
    verdict: str | None = None
    delivery: Delivery | None = None
    warnings: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every stage passed (warnings allowed, but for a refused recipient)."""
        refused = self.delivery is not None and any(not one.accepted for one in self.delivery.recipients)
        return self.error is None and self.failure is None and not refused

    def as_json(self) -> dict[str, Any]:
        """The contract's object for `probe --json` and `send --json`."""
        if self.error is not None:
            kind, message = self.error
            return {
                "profile": self.profile,
                "provider": self.provider,
                "ok": False,
                "error": {"kind": kind, "message": message},
            }
        return {**self._session_as_json(), **self._ports_as_json(), **self._delivery_as_json()}

    def _session_as_json(self) -> dict[str, Any]:
        return {
            "profile": self.profile,
            "provider": self.provider,
            "ok": self.ok,
            "endpoint": self._endpoint_as_json(),
            "addresses": [address.as_json() for address in self.addresses],
            "stages": [stage.as_json() for stage in self.stages],
            "reply": reply_as_json(self.failure.reply if self.failure else None),
            "diagnosis": self.diagnosis.as_json() if self.diagnosis else None,
            "tls": self.tls.as_json() if self.tls else None,
            "capabilities": self.capabilities.as_json(),
            "mechanism": self.mechanism,
            "changes": list(self.changes),
            "transcript": list(self.transcript),
        }

    def _endpoint_as_json(self) -> dict[str, Any] | None:
        if self.endpoint is None:
            return None
        return {
            "host": self.endpoint.host,
            "port": self.endpoint.port,
            "security": self.endpoint.security.value,
            "address": self.address,
        }

    def _ports_as_json(self) -> dict[str, Any]:
        if self.ports is None:
            return {}
        return {"ports": [port.as_json() for port in self.ports], "verdict": self.verdict}

    def _delivery_as_json(self) -> dict[str, Any]:
        if self.delivery is None:
            return {}
        return {
            "outcome": self.delivery.outcome.value,
            "message_id": self.delivery.message_id,
            "queue_id": self.delivery.queue_id,
            "recipients": [recipient.as_json() for recipient in self.delivery.recipients],
        }


def reply_as_json(reply: Reply | None) -> dict[str, Any] | None:
    """The contract's `reply`: code, enhanced code, text with line ends."""
    return None if reply is None else {"code": reply.code, "enhanced": reply.enhanced, "text": reply.text}


SessionEvent = StageStarted | StageReport | TranscriptGrew | AddressReport | TlsReport | Capabilities | SessionReport
