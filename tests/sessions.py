"""Whole sessions with a server of a test, and what their reports say."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from smtptui.core.probe import probe
from smtptui.core.send import send
from smtptui.model.report import SessionEvent, SessionReport, StageReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.stage import Stage, Status
from tests.peers import RECIPIENT

# Letters that each spelling writes differently: base64's own, percent-encoding's, and one beyond ASCII.
SECRET = Secret("r4k/Zu?+Käse&Brot=%7e;mIt0")
DRAFT = Draft((RECIPIENT,), "a test", "hello\n.dot\n")


async def fetch_secret() -> Secret:
    """What a profile's secret source would give."""
    return SECRET


async def probed(settings: Settings, *, until: Stage = Stage.RCPT, timeout_s: float = 10.0) -> SessionReport:
    """A whole probe."""
    return (await events_of(probe(settings, fetch_secret, until=until, timeout_s=timeout_s)))[1]


async def sent(settings: Settings, draft: Draft = DRAFT, *, timeout_s: float = 10.0) -> SessionReport:
    """A whole delivery."""
    return (await events_of(send(settings, fetch_secret, draft, timeout_s=timeout_s)))[1]


async def events_of(events: AsyncGenerator[SessionEvent, None]) -> tuple[list[SessionEvent], SessionReport]:
    """Every event, and the report that must be the last of them."""
    async with aclosing(events):
        seen = [event async for event in events]
    assert isinstance(seen[-1], SessionReport)
    assert not any(isinstance(event, SessionReport) for event in seen[:-1])
    return seen, seen[-1]


def failed_stage(report: SessionReport) -> Stage | None:
    """The stage that ended the session."""
    return next((stage.stage for stage in report.stages if stage.status is Status.FAILED), None)


def stage_of(report: SessionReport, stage: Stage) -> StageReport:
    """The last report about a stage."""
    return [one for one in report.stages if one.stage is stage][-1]
