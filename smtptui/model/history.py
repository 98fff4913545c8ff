"""A past session, as the history keeps it: no secret and no message body."""

from datetime import datetime, timedelta
from typing import Any, Literal, NamedTuple

from smtptui.model.report import Delivery, Outcome, SessionReport
from smtptui.smtp.stage import Status

Kind = Literal["probe", "send"]

# Why nobody knows what became of a message.
LOST = "smtptui was ended before the server's answer came"
# A reply may have 64 KiB; people read the beginning.
_MAXIMUM_REPLY_TEXT = 2000
_STEPS = ((60, 60, "min"), (3600, 24, "h"), (86400, 365, "d"))


def age_in_words(age: timedelta) -> str:
    """A time in the largest unit that fits: now, 2 min, 5 h, 3 d, 2 y."""
    seconds = age.total_seconds()
    if seconds < _STEPS[0][0]:
        return "now"
    for unit_s, limit, name in _STEPS:
        if (count := int(seconds // unit_s)) < limit:
            return f"{count} {name}"
    return f"{int(seconds // (365 * 86400))} y"


class HistoryEntry(NamedTuple):
    """One probe or send.

    `when` is in UTC. `stage` is where it failed, else the last stage it reached; None where nothing was tried.
    `outcome` is passed or failed for a probe, and the contract's outcome for a send. `username` is None where the user
    name is the secret. `detail` is one line on why it failed. It and `reply_text` were made safe and redacted when the
    session ran. `number` names it in the history, 0 outside of one.
    """

    when: datetime
    kind: Kind
    profile: str
    provider: str
    host: str | None
    username: str | None
    stage: str | None
    outcome: str
    ok: bool
    cause: str | None
    reply_code: int | None
    reply_enhanced: str | None
    reply_text: str | None
    detail: str | None
    recipients: tuple[str, ...]
    elapsed_ms: float
    number: int = 0

    def age(self, now: datetime) -> str:
        """How long ago, in the largest unit that fits."""
        return age_in_words(now - self.when)

    def as_json(self) -> dict[str, Any]:
        """What `profiles --json` shows of the last result."""
        return {
            "when": self.when.isoformat(timespec="seconds"),
            "kind": self.kind,
            "ok": self.ok,
            "outcome": self.outcome,
            "stage": self.stage,
            "cause": self.cause,
        }


class Wanted(NamedTuple):
    """Which sessions of the history are meant; None everywhere: all of them."""

    profile: str | None = None
    kind: Kind | None = None
    outcome: str | None = None
    cause: str | None = None
    since: datetime | None = None

    def takes(self, entry: HistoryEntry) -> bool:
        """Whether this session is meant."""
        named = (self.profile, self.kind, self.outcome, self.cause)
        found = (entry.profile, entry.kind, entry.outcome, entry.cause)
        same = all(wanted is None or wanted == value for wanted, value in zip(named, found, strict=True))
        return same and (self.since is None or entry.when >= self.since)


class Tally(NamedTuple):
    """How many sessions of the history are alike in these."""

    profile: str
    kind: Kind
    outcome: str
    cause: str | None
    sessions: int


def entry_of(report: SessionReport, kind: Kind, when: datetime) -> HistoryEntry:
    """What the history keeps of a session."""
    failure = report.failure
    reply = failure.reply if failure else None
    return HistoryEntry(
        when=when,
        kind=kind,
        profile=report.profile,
        provider=report.provider,
        host=report.endpoint.host if report.endpoint else None,
        username=report.username,
        stage=_stage(report),
        outcome=_outcome(report, kind),
        ok=report.ok,
        cause=report.diagnosis.cause if report.diagnosis else failure.cause if failure else None,
        reply_code=reply.code if reply else None,
        reply_enhanced=reply.enhanced if reply else None,
        reply_text=reply.text[:_MAXIMUM_REPLY_TEXT] if reply else None,
        detail=report.error[1] if report.error else failure.detail if failure else None,
        recipients=_recipients(report.delivery) if report.delivery else (),
        elapsed_ms=report.elapsed_ms,
    )


def _recipients(delivery: Delivery) -> tuple[str, ...]:
    """Whom the server was asked about; a message in doubt may have gone to everybody."""
    asked = tuple(one.address for one in delivery.recipients)
    return asked or (delivery.to_addresses if delivery.outcome is Outcome.UNKNOWN else ())


def _stage(report: SessionReport) -> str | None:
    if report.failure:
        return report.failure.stage.value
    reached = [stage.stage.value for stage in report.stages if stage.status is not Status.SKIPPED]
    return reached[-1] if reached else None


def _outcome(report: SessionReport, kind: Kind) -> str:
    if report.delivery:
        return report.delivery.outcome.value
    if kind == "send":
        return Outcome.NOT_SENT.value
    return "passed" if report.ok else "failed"
