"""Send messages through a profile, and know what became of each."""

import asyncio
import time
import uuid
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from datetime import datetime

from smtptui.core.probe import fetch_for, untried
from smtptui.core.run import Run, SecretFetcher, Step
from smtptui.core.time_limits import TimeLimits
from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.failure import Failure
from smtptui.model.history import LOST
from smtptui.model.report import Delivery as DeliveryReport
from smtptui.model.report import Outcome, SessionEvent, SessionReport, StageReport
from smtptui.model.settings import Settings
from smtptui.net.delivery import Delivery
from smtptui.net.envelope import leave
from smtptui.net.session import Warned
from smtptui.secret import Secret
from smtptui.smtp.mailbox import MailboxError
from smtptui.smtp.message import Draft, Message, compose, queue_id
from smtptui.smtp.stage import Stage, Status, wire_order
from smtptui.text import printable

_ENVELOPE = (Stage.MAIL, Stage.RCPT, Stage.DATA)


async def send(
    settings: Settings, fetch_secret: SecretFetcher | None, draft: Draft, *, timeout_s: float | None = None
) -> AsyncGenerator[SessionEvent, None]:
    """Events of one message; the last one is its SessionReport with the outcome."""
    courier = Courier(settings, fetch_secret, timeout_s=timeout_s)
    async with aclosing(courier.deliver(draft)) as events:
        async for event in events:
            yield event


class Courier:
    """Sends messages one after the other; a connection is used again as long as it holds.

    `report_now` says at any moment what is known of the message under way: after an interruption nothing else can.
    """

    def __init__(
        self, settings: Settings, fetch_secret: SecretFetcher | None, *, timeout_s: float | None = None
    ) -> None:
        self.settings = settings
        self._fetch_secret = fetch_secret
        self._limits = TimeLimits.of(timeout_s)
        self._secret: Secret | None = None
        self._has_secret = False
        self._run: Run | None = None
        self._delivery: Delivery | None = None
        self._message: Message | None = None
        self._draft: Draft | None = None

    async def deliver(self, draft: Draft, *, more_follow: bool = False) -> AsyncGenerator[SessionEvent, None]:
        """Events of one message, the last one its SessionReport. With `more_follow` the connection stays open."""
        self._draft = draft
        try:
            self._message = self._compose(draft)
            await self._fetch()
            async with aclosing(self._session(self._message, more_follow=more_follow)) as events:
                async for event in events:
                    yield event
        except (SecretError, ConfigurationError) as error:
            not_sent = DeliveryReport(Outcome.NOT_SENT, None, None, (), draft.to_addresses, draft.subject)
            yield untried(self.settings, error)._replace(delivery=not_sent)

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._run is not None:
            self._run.session.close()

    def report_now(self) -> SessionReport | None:
        """What is known of a message that was interrupted; None before its session has begun."""
        return _cut_off(self._run, self._report(self._run)) if self._run else None

    def report_in_doubt(self) -> SessionReport:
        """What is to be said of the message under way if nobody is left to tell how it ended. Call it in a session."""
        assert self._run is not None
        report = self._report(self._run)
        delivery = report.delivery._replace(outcome=Outcome.UNKNOWN) if report.delivery else None
        return report._replace(failure=Failure(Stage.DATA, None, LOST), delivery=delivery)

    def _compose(self, draft: Draft) -> Message:
        sender = self.settings.from_address or self.settings.username
        if sender is None:
            raise ConfigurationError(
                f"profile {self.settings.profile}: from_address is not set", "a message needs a From address"
            )
        now = datetime.now().astimezone()
        try:
            return compose(
                draft, from_address=sender, from_name=self.settings.from_name, date=now, unique=uuid.uuid4().hex
            )
        except MailboxError as error:
            raise ConfigurationError(
                f"profile {self.settings.profile}: the From address {printable(sender)} {error}",
                "set from_address to one address, as name@example.com",
            ) from None

    async def _fetch(self) -> None:
        if not self._has_secret:
            self._secret = await fetch_for(self.settings, self._fetch_secret, Stage.DATA)
            self._has_secret = True

    async def _session(self, message: Message, *, more_follow: bool) -> AsyncGenerator[SessionEvent, None]:
        run = self._next_run(more_follow=more_follow)
        keep = False
        try:
            for stage in run.order:
                async with aclosing(run.stage(stage, self._step(run, stage, message))) as events:
                    async for event in events:
                        yield event
                if run.failure is not None:
                    break
            keep = more_follow and run.failure is None
            await run.part(self._delivery.abandon if self._delivery else None)
            for skipped in run.skip_rest():
                yield skipped
        finally:
            if not keep:
                await run.session.end()
        yield self._report(run)
        self._run = run if keep else None

    def _next_run(self, *, more_follow: bool) -> Run:
        """A run on the open session where there is one, else on a new one."""
        reused = self._run.session if self._run and self._run.session.wire.is_open else None
        if self._run is not None and reused is None:
            # It was kept for this message, and the server has broken it meanwhile.
            self._run.session.close()
        full = wire_order(self.settings.endpoint.security, Stage.DATA)
        order = tuple(stage for stage in full if reused is None or stage in (*_ENVELOPE, Stage.QUIT))
        order = tuple(stage for stage in order if not (more_follow and stage is Stage.QUIT))
        self._delivery = None
        self._run = Run(self.settings, self._secret, order, self._limits, reused)
        return self._run

    def _step(self, run: Run, stage: Stage, message: Message) -> Step:
        if stage is Stage.MAIL:
            self._delivery = Delivery(run.session.wire, run.session.capabilities, message)
        delivery = self._delivery
        if delivery is None:
            return run.opening(stage)
        steps: dict[Stage, Step] = {
            Stage.MAIL: delivery.mail,
            Stage.RCPT: lambda: _recipients(delivery),
            Stage.DATA: lambda: self._data(delivery),
            Stage.QUIT: lambda: _quit(delivery),
        }
        return steps[stage]

    async def _data(self, delivery: Delivery) -> str:
        """DATA, each piece bounded by the stage's limit, the reply to the final dot by its own."""
        stage_s = self._limits.stage_s
        async with asyncio.timeout(stage_s):
            await delivery.start_data()
        offset = 0
        while offset < delivery.size_on_wire_octets:
            async with asyncio.timeout(stage_s):
                offset = await delivery.send_piece(offset)
        async with asyncio.timeout(self._limits.final_reply_s):
            return await delivery.finish()

    def _report(self, run: Run) -> SessionReport:
        message, delivery, draft = self._message, self._delivery, self._draft
        accepted = delivery.final_reply if delivery and delivery.outcome is Outcome.ACCEPTED else None
        report = run.report(
            DeliveryReport(
                outcome=delivery.outcome if delivery else Outcome.NOT_SENT,
                message_id=message.message_id if message else None,
                queue_id=queue_id(accepted.lines) if accepted else None,
                recipients=tuple(delivery.recipients) if delivery else (),
                to_addresses=draft.to_addresses if draft else (),
                subject=draft.subject if draft else None,
            )
        )
        return _explained(run, report)


async def _recipients(delivery: Delivery) -> str:
    words = await delivery.rcpt()
    return Warned(words) if delivery.some_refused else words


async def _quit(delivery: Delivery) -> str:
    return leave(delivery.wire, "QUIT")


def _explained(run: Run, report: SessionReport) -> SessionReport:
    """A message that some recipients did not get has no failed stage, and yet deserves a diagnosis."""
    refused = [one for one in report.delivery.recipients if not one.accepted] if report.delivery else []
    if report.diagnosis is not None or not refused:
        return report
    failure = Failure(Stage.RCPT, None, "a recipient was refused", refused[0].reply)
    return report._replace(diagnosis=run.explained(failure))


def _cut_off(run: Run, report: SessionReport) -> SessionReport:
    """The report of a session that was interrupted: the stage under way failed, the rest was not reached."""
    stages = list(report.stages)
    missing = run.order[len(stages) :]
    failure = report.failure
    if failure is None and missing:
        failure = Failure(missing[0], "server_not_responding", "interrupted before the server had answered")
        stages.append(StageReport(len(stages), missing[0], Status.FAILED, 0.0, failure.detail))
    for stage in run.order[len(stages) :]:
        stages.append(StageReport(len(stages), stage, Status.SKIPPED, 0.0, "not reached"))
    diagnosis = report.diagnosis or (run.explained(failure) if failure else None)
    return report._replace(stages=tuple(stages), failure=failure, diagnosis=diagnosis)


async def send_many(
    courier: Courier, drafts: Sequence[Draft], *, rate_per_s: float | None = None
) -> AsyncGenerator[SessionEvent, None]:
    """Events of several messages one after the other; each message's last one is its SessionReport.

    Stops when a session cannot be opened: what fails once at the login fails for every message, and repeating it
    locks accounts. Messages that are not tried have no report.
    """
    began = time.monotonic()
    for number, draft in enumerate(drafts):
        if rate_per_s:
            await asyncio.sleep(max(0.0, began + number / rate_per_s - time.monotonic()))
        more_follow = number + 1 < len(drafts)
        async with aclosing(courier.deliver(draft, more_follow=more_follow)) as events:
            async for event in events:
                yield event
        if isinstance(event, SessionReport) and _hopeless(event):
            return


def _hopeless(report: SessionReport) -> bool:
    return bool(report.error or (report.failure and report.failure.stage not in _ENVELOPE))
