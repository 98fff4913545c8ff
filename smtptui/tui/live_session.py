"""One session as the screen knows it while it runs and after it has ended: events in, what to draw out."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from smtptui.core.drift import Drift, changes, drift
from smtptui.model.failure import Failure
from smtptui.model.fingerprint import LastGood
from smtptui.model.report import (
    AddressReport,
    Delivery,
    Outcome,
    RecipientReport,
    SessionEvent,
    SessionReport,
    StageReport,
    StageStarted,
    TranscriptGrew,
)
from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.message import Draft
from smtptui.smtp.stage import Stage, Status, wire_order
from smtptui.tui.path_trial import PathTrial
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.core.cures import Fix


@dataclass(slots=True)
class StageLine:
    """A stage on the screen: waiting (no report), running, or ended with its report."""

    stage: Stage
    running: bool = False
    report: StageReport | None = None

    @property
    def status(self) -> Status | None:
        """How it ended, or None."""
        return self.report.status if self.report else None


@dataclass(slots=True)
class LiveSession:
    """A session of `settings`. `of_saved` says whether the saved profile was tried or what stands on the screen.

    `good` is the last probe that passed there, `drift` what a failed one shows of changes since, `path` what was tried
    of the way there afterwards. `fix` would cure its fault, if there is one and it was `examined`; `offer` says so with
    its key. `note` says what a fix changed before this session. `message` is what a test message's session carries.
    """

    use: Use
    settings: Settings
    of_saved: bool
    began: datetime
    lines: list[StageLine]
    good: LastGood | None = None
    drift: Drift | None = None
    path: PathTrial | None = None
    report: SessionReport | None = None
    cancelled: bool = False
    transcript: tuple[str, ...] = ()
    addresses: list[AddressReport] = field(default_factory=list)
    tls: TlsReport | None = None
    capabilities: Capabilities | None = None
    fix: "Fix | None" = None
    offer: str | None = None
    examined: bool = False
    note: str | None = None
    message: Draft | None = None

    @classmethod
    def of(
        cls, use: Use, settings: Settings, *, of_saved: bool, began: datetime, message: Draft | None = None
    ) -> "LiveSession":
        """A session about to begin: every stage it will have, waiting."""
        until = Stage.RCPT if use is Use.PROBE else Stage.DATA
        order = wire_order(settings.endpoint.security, until)
        return cls(use, settings, of_saved, began, [StageLine(stage) for stage in order], message=message)

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return self.report is None and not self.cancelled

    @property
    def tested(self) -> str:
        """Which values were tried, in words."""
        return "saved profile" if self.of_saved else "values on the screen"

    def take(self, event: SessionEvent) -> None:
        """Learn from an event."""
        if isinstance(event, StageStarted):
            self._line(event.place, event.stage).running = True
        elif isinstance(event, StageReport):
            line = self._line(event.place, event.stage)
            line.running, line.report = False, event
        elif isinstance(event, TranscriptGrew):
            self.transcript += event.lines
        elif isinstance(event, AddressReport):
            self.addresses.append(event)
        elif isinstance(event, TlsReport):
            self.tls = event
        elif isinstance(event, Capabilities):
            self.capabilities = event
        else:
            self._finish(event)

    def cancel(self) -> None:
        """The operator ended it. A message whose DATA had begun has an unknown outcome, and so a report."""
        data = next((line for line in self.lines if line.stage is Stage.DATA), None)
        if data is not None and (data.running or data.report is not None):
            self._finish(self.in_doubt("the session was cancelled before the server's answer"))
        self.cancelled = True
        for line in self.lines:
            line.running = False

    def in_doubt(self, why: str) -> SessionReport:
        """The report of a message of which nobody will know what became."""
        settings = self.settings
        stages = tuple(line.report for line in self.lines if line.report is not None)
        return SessionReport(
            settings.profile,
            settings.provider,
            settings.endpoint,
            username=settings.username,
            stages=stages,
            failure=Failure(Stage.DATA, None, why),
            elapsed_ms=sum(stage.elapsed_ms for stage in stages),
            delivery=self._delivery_in_doubt(),
        )

    def _delivery_in_doubt(self) -> Delivery:
        """Where RCPT warned, some recipient was refused, and only the session that was cut off knew which."""
        to_addresses = self.message.to_addresses if self.message else ()
        all_taken = any(line.stage is Stage.RCPT and line.status is Status.PASSED for line in self.lines)
        recipients = tuple(RecipientReport(address, True, None) for address in to_addresses if all_taken)
        return Delivery(
            Outcome.UNKNOWN, None, None, recipients, to_addresses, self.message.subject if self.message else None
        )

    def _line(self, index: int, stage: Stage) -> StageLine:
        # A session on a connection that was open already has fewer stages than expected.
        if index >= len(self.lines) or self.lines[index].stage is not stage:
            del self.lines[index:]
            self.lines.append(StageLine(stage))
        return self.lines[index]

    def good_ms(self, place: int) -> float | None:
        """What the stage at this place took when it last worked; None where that is not known."""
        times = self.good.marks.stage_ms if self.good else ()
        known = place < len(times) and times[place][0] == self.lines[place].stage
        return times[place][1] if known else None

    def know_path(self) -> None:
        """The report says what was found of the way there, too."""
        if self.report is not None and self.path is not None:
            self.report = self.report._replace(ports=self.path.known, verdict=self.path.verdict)

    def _finish(self, report: SessionReport) -> None:
        if self.good and report.failure:
            self.drift = drift(self.good, report, self.began)
            report = report._replace(changes=changes(self.drift))
        self.report = report
        self.tls = report.tls or self.tls
        self.transcript = report.transcript or self.transcript
        self.addresses = list(report.addresses)
        if report.capabilities.keywords:
            self.capabilities = report.capabilities
