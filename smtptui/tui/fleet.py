"""Probes of all profiles as the screen knows them: a line a profile, trouble first."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from smtptui.model.profile import Profile
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.stage import Stage, Status
from smtptui.tui import glyphs
from smtptui.tui.live_session import LiveSession
from smtptui.tui.use import Use


class State(IntEnum):
    """How a profile fares, in the order of the lines."""

    FAILED = 0
    WARNED = 1
    ASKS = 2
    RUNNING = 3
    WAITING = 4
    STOPPED = 5
    PASSED = 6


GLYPHS = {
    State.FAILED: (glyphs.FAILED, "$text-error"),
    State.WARNED: (glyphs.WARNED, "$text-warning"),
    State.ASKS: (glyphs.SKIPPED, "$text-warning"),
    State.RUNNING: (glyphs.RUNNING, "$text-accent"),
    State.WAITING: (glyphs.NOT_TRIED, "$text-muted"),
    State.STOPPED: (glyphs.SKIPPED, "$text-muted"),
    State.PASSED: (glyphs.PASSED, "$text-success"),
}
WORDS = {
    State.FAILED: "failed",
    State.WARNED: "with a warning",
    State.ASKS: "skipped",
    State.RUNNING: "running",
    State.WAITING: "waiting",
    State.STOPPED: "stopped",
    State.PASSED: "ready",
}
UNDER_WAY = (State.RUNNING, State.WAITING)


@dataclass(slots=True)
class FleetLine:
    """One profile. `session` is None until its turn has come; `problem` says why it has none."""

    profile: Profile
    settings: Settings | None = None
    session: LiveSession | None = None
    problem: str = ""
    state: State = State.WAITING

    @property
    def name(self) -> str:
        """The profile's name."""
        return self.profile.name

    @property
    def report(self) -> SessionReport | None:
        """What came out of it."""
        return self.session.report if self.session else None

    @property
    def elapsed_ms(self) -> float | None:
        """How long it took, once it has ended with a report of stages."""
        return self.report.elapsed_ms if self.report and self.report.stages else None

    @property
    def stage(self) -> str:
        """Where it failed or is, else the last stage that passed before QUIT."""
        report = self.report
        if report is not None and report.failure is not None:
            return report.failure.stage
        lines = self.session.lines if self.session else []
        if report is None and (running := [line.stage for line in lines if line.running]):
            return running[-1]
        reached = [line.stage for line in lines if line.status in (Status.PASSED, Status.WARNED)]
        return next((stage for stage in reversed(reached) if stage is not Stage.QUIT), "")

    @property
    def verdict(self) -> str:
        """One line about it."""
        stopped = "stopped" if self.session else "not tried"
        words = {State.WAITING: "", State.RUNNING: "", State.STOPPED: stopped, State.PASSED: "ready"}
        if self.state is State.ASKS:
            return "skipped: its secret may ask on the terminal; open it and probe it there"
        # The line begins with the profile's name anyhow.
        trouble = self._trouble.partition("\n")[0].removeprefix(f"profile {self.name}: ")
        return words.get(self.state, trouble)

    @property
    def _trouble(self) -> str:
        report = self.report
        if report is None:
            return self.problem
        if report.error is not None:
            return report.error[1]
        if report.diagnosis is not None:
            return report.diagnosis.summary
        warned = [stage.detail for stage in report.stages if stage.status is Status.WARNED]
        return report.failure.detail if report.failure else next(iter((*report.warnings, *warned)), "")

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do about it."""
        diagnosis = self.report.diagnosis if self.report else None
        return tuple(diagnosis.fix.splitlines()) if diagnosis else ()

    def take(self, event: SessionEvent, now: datetime) -> None:
        """Learn from an event of its session; `now` is when it began, where this is the first."""
        if self.session is None and self.settings is not None:
            self.session = LiveSession.of(Use.PROBE, self.settings, of_saved=True, began=now)
        if self.session is not None:
            self.session.take(event)
            self.judge()

    def judge(self) -> None:
        """Find the state that the session is in."""
        report = self.report
        if report is None:
            self.state = State.STOPPED if self.session and self.session.cancelled else State.RUNNING
        elif not report.ok:
            self.state = State.FAILED
        else:
            warned = report.warnings or any(stage.status is Status.WARNED for stage in report.stages)
            self.state = State.WARNED if warned else State.PASSED

    def refuse(self, problem: str) -> None:
        """It cannot be tried at all."""
        self.problem, self.state = problem, State.FAILED

    def end(self) -> None:
        """No more is to come."""
        if self.state in UNDER_WAY:
            self.state = State.STOPPED
            if self.session is not None:
                self.session.cancel()


class FleetBoard:
    """All the lines; they are sorted anew whenever they are asked for."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.lines = {profile.name: FleetLine(profile) for profile in profiles}

    @property
    def ordered(self) -> list[FleetLine]:
        """Trouble first, then what is under way, then what works; each in the profiles' own order."""
        return sorted(self.lines.values(), key=lambda line: line.state)

    @property
    def counts(self) -> Counter[State]:
        """How many lines are in each state."""
        return Counter(line.state for line in self.lines.values())

    @property
    def running(self) -> bool:
        """Whether more is to come."""
        return any(line.state in UNDER_WAY for line in self.lines.values())

    def end(self) -> None:
        """What has not ended by now was stopped."""
        for line in self.lines.values():
            line.end()
