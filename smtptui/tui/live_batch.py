"""Several messages as the screen knows them: how many are done, and how they ended."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.message import Draft

WORDS = {
    Outcome.ACCEPTED: "accepted",
    Outcome.REJECTED: "refused",
    Outcome.NOT_SENT: "not sent",
    Outcome.UNKNOWN: "of unknown outcome",
}


@dataclass(slots=True)
class LiveBatch:
    """`total` messages, at most `rate_per_s`; `last_refusal` is what was said about the last that was not accepted."""

    total: int
    rate_per_s: float | None
    messages: Sequence[Draft] = ()
    outcomes: Counter[Outcome] = field(default_factory=Counter)
    running: bool = True
    cancelled: bool = False
    last_refusal: str | None = None

    @property
    def next_message(self) -> Draft | None:
        """The one that is under way, or comes next."""
        return self.messages[self.done] if self.done < len(self.messages) else None

    def take(self, report: SessionReport) -> None:
        """One is done."""
        self.outcomes[report.delivery.outcome if report.delivery else Outcome.NOT_SENT] += 1
        if report.error is not None:
            self.last_refusal = report.error[1]
        elif report.failure is not None:
            self.last_refusal = f"{report.failure.stage}: {report.failure.detail}"

    def end(self, *, cancelled: bool) -> None:
        """No more will come."""
        self.running = False
        self.cancelled = cancelled

    @property
    def done(self) -> int:
        """How many have ended."""
        return self.outcomes.total()

    @property
    def left_s(self) -> float | None:
        """How long the rest takes at this rate; None where only the server sets it."""
        return (self.total - self.done) / self.rate_per_s if self.rate_per_s else None

    @property
    def tally(self) -> str:
        """`11 accepted, 1 refused`."""
        parts = [f"{self.outcomes[outcome]:,} {WORDS[outcome]}" for outcome in Outcome if self.outcomes[outcome]]
        untried = self.total - self.done
        if not self.running and untried:
            parts.append(f"{untried:,} not tried")
        return ", ".join(parts) or "none done yet"
