"""Sessions with the real servers through the engine itself, without a process or a configuration file."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

from smtptui.core.probe import probe
from smtptui.core.run import SecretFetcher
from smtptui.core.send import send
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.stage import Stage, Status
from tests.real.accounts import DOMAIN, OPERATOR
from tests.real.servers import Servers
from tests.real.waiting import PATIENCE_S


def settings_for(servers: Servers, server: str, username: str | None = OPERATOR, **changes: Any) -> Settings:
    """Mail from the operator to itself through `server`, with `changes`."""
    ordinary = Settings(
        profile=server,
        provider="custom",
        endpoint=servers.endpoints[server],
        username=username,
        from_address=OPERATOR,
        to_address=OPERATOR,
        ehlo_name=f"client.{DOMAIN}",
        ca_file=str(servers.certificates.authority),
    )
    return ordinary._replace(**changes)


async def probed(servers: Servers, settings: Settings, until: Stage = Stage.RCPT) -> SessionReport:
    """A whole probe with the right password."""
    return await _last(probe(settings, _fetcher(servers, settings), until=until, timeout_s=PATIENCE_S))


async def sent(servers: Servers, settings: Settings, draft: Draft) -> SessionReport:
    """A whole delivery with the right password."""
    return await _last(send(settings, _fetcher(servers, settings), draft, timeout_s=PATIENCE_S))


def failed_stage(report: SessionReport) -> Stage | None:
    """The stage that ended the session."""
    return next((stage.stage for stage in report.stages if stage.status is Status.FAILED), None)


def _fetcher(servers: Servers, settings: Settings) -> SecretFetcher | None:
    if settings.username is None:
        return None
    password = Secret(servers.accounts[settings.username].password)

    async def fetch() -> Secret:
        return password

    return fetch


async def _last(events: AsyncGenerator[SessionEvent, None]) -> SessionReport:
    async with aclosing(events):
        async for event in events:
            if isinstance(event, SessionReport):
                return event
    raise AssertionError("a session ended without a report")
