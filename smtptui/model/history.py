"""A past session, as the history keeps it: no secret and no message body."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Kind = Literal["probe", "send"]

_STEPS = ((60, 60, "min"), (3600, 24, "h"), (86400, 365, "d"))


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One probe or send.

    `when` is in UTC. `stage` is where it failed, else the last stage it reached; None where nothing was tried.
    `outcome` is passed, failed or interrupted for a probe, and the contract's outcome for a send. `username` is None
    where the user name is the secret. `reply_text` was made safe and redacted when the reply was read.
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
    recipients: tuple[str, ...]
    elapsed_ms: float

    def age(self, now: datetime) -> str:
        """How long ago, in the largest unit that fits: now, 2 min, 5 h, 3 d, 2 y."""
        seconds = (now - self.when).total_seconds()
        if seconds < _STEPS[0][0]:
            return "now"
        for unit_s, limit, name in _STEPS:
            if (count := int(seconds // unit_s)) < limit:
                return f"{count} {name}"
        return f"{int(seconds // (365 * 86400))} y"

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
