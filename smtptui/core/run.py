"""One session from its first stage to its last, as events; what probe and send share.

A run keeps all that it learns, so that a report can be made at any moment: at the end, or when it was interrupted.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterator

from smtptui.core.time_limits import TimeLimits
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.failure import Failure
from smtptui.model.report import Delivery, SessionEvent, SessionReport, StageReport, StageStarted, TranscriptGrew
from smtptui.model.settings import Settings
from smtptui.net.envelope import leave
from smtptui.net.failure import EXPECTED, failure_from
from smtptui.net.session import Session, Warned
from smtptui.secret import Redactor, Secret
from smtptui.smtp.stage import Stage, Status
from smtptui.text import printable

SecretFetcher = Callable[[], Awaitable[Secret]]
Step = Callable[[], Awaitable[str]]

# What a goodbye may take after everything that matters is known.
_GOODBYE_S = 2.0


class Run:
    """A session of `settings` through `order`, the stages that this use has. Use it once.

    `session` is given where an open one is used again, for the next of several messages.
    """

    def __init__(
        self,
        settings: Settings,
        secret: Secret | None,
        order: tuple[Stage, ...],
        limits: TimeLimits,
        session: Session | None = None,
    ) -> None:
        self.settings = settings
        self.order = order
        self.limits = limits
        # What a server repeats is made printable before anything else: that spelling is masked too.
        self.redact = Redactor([secret, Secret(printable(secret.reveal()))] if secret else [])
        self.session = session or Session(settings, self.redact)
        self.stages: list[StageReport] = []
        self.failure: Failure | None = None
        self._secret = secret
        self._started = time.monotonic()
        self._deadline: float | None = None
        self._told = len(self.session.transcript.lines)

    def bound(self, total_s: float) -> None:
        """End every later stage when `total_s` from now are over."""
        self._deadline = asyncio.get_running_loop().time() + total_s

    def opening(self, stage: Stage) -> Step:
        """What the session does at a stage from resolve to auth."""
        session = self.session
        steps: dict[Stage, Step] = {
            Stage.RESOLVE: session.resolve,
            Stage.CONNECT: session.connect,
            Stage.GREETING: session.greeting,
            Stage.EHLO: session.ehlo,
            Stage.STARTTLS: session.starttls,
            Stage.TLS: session.tls,
            Stage.AUTH: self._auth,
        }
        return steps[stage]

    async def _auth(self) -> str:
        if self._secret is None:
            return Skipped("not logged in: the profile has no user name")
        return await self.session.auth(self._secret)

    async def stage(self, stage: Stage, step: Step) -> AsyncGenerator[SessionEvent, None]:
        """Run one stage and tell it: that it began, what it showed, how it ended."""
        index = len(self.stages)
        yield StageStarted(index, stage)
        report = await self._attempt(index, stage, step)
        self.stages.append(report)
        for fact in self._facts(stage):
            yield fact
        yield report
        if new_lines := tuple(self.session.transcript.lines[self._told :]):
            self._told += len(new_lines)
            yield TranscriptGrew(new_lines)

    async def _attempt(self, index: int, stage: Stage, step: Step) -> StageReport:
        began = time.monotonic()
        try:
            async with asyncio.timeout(self._limit_s(stage)):
                detail = await step()
        except EXPECTED as error:
            return self._failed(index, stage, error, _elapsed_ms(began))
        status = Status.WARNED if isinstance(detail, Warned) else Status.PASSED
        if isinstance(detail, Skipped):
            status = Status.SKIPPED
        return StageReport(index, stage, status, _elapsed_ms(began), self._one_line(detail))

    def _failed(self, index: int, stage: Stage, error: BaseException, elapsed_ms: float) -> StageReport:
        endpoint = self.settings.endpoint
        # A stage that ran out of time while it gathered details of a known fault failed for that fault.
        if isinstance(error, TimeoutError) and self.session.known_fault is not None:
            error = self.session.known_fault
        failure = failure_from(error, stage, endpoint.security, endpoint.port)
        if stage is Stage.QUIT:
            return StageReport(index, stage, Status.WARNED, elapsed_ms, self._one_line(failure.detail))
        self.failure = failure
        return StageReport(index, stage, Status.FAILED, elapsed_ms, self._one_line(failure.detail))

    def _one_line(self, detail: str) -> str:
        return " ".join(self.redact(detail).split())

    def _limit_s(self, stage: Stage) -> float | None:
        if stage is Stage.DATA:
            # A message may take long while it makes progress: its step bounds each piece and the final reply.
            return None
        limit_s = self.limits.for_stage(stage)
        if stage is Stage.QUIT:
            limit_s = min(limit_s, _GOODBYE_S)
        if self._deadline is None:
            return limit_s
        return max(0.0, min(limit_s, self._deadline - asyncio.get_running_loop().time()))

    def _facts(self, stage: Stage) -> Iterator[SessionEvent]:
        """What this stage showed beyond its line."""
        if stage is Stage.CONNECT:
            yield from self.session.addresses
        if stage is Stage.TLS and self.session.tls_report:
            yield self.session.tls_report
        if stage is Stage.EHLO and self.session.capabilities.keywords:
            yield self.session.capabilities

    def skip_rest(self, detail: str = "not reached") -> Iterator[StageReport]:
        """The stages that were not reached."""
        for stage in self.order[len(self.stages) :]:
            report = StageReport(len(self.stages), stage, Status.SKIPPED, 0.0, detail)
            self.stages.append(report)
            yield report

    async def part(self, goodbye: Callable[[], Awaitable[None]] | None = None) -> None:
        """Say QUIT after a refusal. A server that broke the session, or said nothing, is left without a word."""
        if self.failure is None or self.failure.reply is None or not self.session.wire.is_open:
            return
        try:
            async with asyncio.timeout(min(_GOODBYE_S, self.limits.stage_s)):
                await (goodbye() if goodbye else self._quit())
        except EXPECTED as error:
            self.session.transcript.note(f"no goodbye: {type(error).__name__}")

    async def _quit(self) -> None:
        if not self.session.wire.has_reply:
            leave(self.session.wire, "QUIT")

    @property
    def _mechanism(self) -> str | None:
        return self.session.mechanism.wire_name if self.session.mechanism else None

    def explained(self, failure: Failure) -> Diagnosis:
        """A failure of this session in words."""
        from smtptui.core.explain import explain_failure  # only here: most sessions work

        session = self.session
        return explain_failure(
            self.settings, failure, session.capabilities, self.stages, self._mechanism, session.ehlo_name
        )

    def report(self, delivery: Delivery | None = None) -> SessionReport:
        """All that is known now, with its diagnosis."""
        session = self.session
        return SessionReport(
            profile=self.settings.profile,
            provider=self.settings.provider,
            endpoint=self.settings.endpoint,
            username=self.settings.username,
            address=session.address,
            addresses=session.addresses,
            stages=tuple(self.stages),
            failure=self.failure,
            diagnosis=self.explained(self.failure) if self.failure else None,
            tls=session.tls_report,
            capabilities=session.capabilities,
            mechanism=self._mechanism,
            transcript=tuple(session.transcript.lines),
            elapsed_ms=_elapsed_ms(self._started),
            delivery=delivery,
            warnings=self.settings.warnings,
        )


class Skipped(str):
    """A stage's detail where there was nothing to do."""

    __slots__ = ()


def _elapsed_ms(began: float) -> float:
    return (time.monotonic() - began) * 1000
