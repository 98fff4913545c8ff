"""Sessions with the sandbox's servers."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from smtptui.core.stand_in import with_login
from smtptui.core.workspace.sandbox.catalogue import SandboxCatalogue
from smtptui.core.workspace.sandbox.secrets import SandboxSecrets
from smtptui.core.workspace.sessions import Terminal
from smtptui.model.endpoint import Endpoint
from smtptui.model.report import PortReport, PortSurvey, SessionEvent
from smtptui.model.settings import Settings
from smtptui.sandbox.server import Sandbox
from smtptui.secret import Secret
from smtptui.smtp.message import Draft


class SandboxSessions:
    """Over loopback."""

    def __init__(self, sandbox: Sandbox, catalogue: SandboxCatalogue, secrets: SandboxSecrets) -> None:
        self._sandbox = sandbox
        self._catalogue = catalogue
        self._secrets = secrets

    async def probe(
        self, settings: Settings, typed: Secret | None, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Probe one of our servers."""
        from smtptui.core.probe import probe

        async with aclosing(probe(self._let_in(settings), self._secrets.fetcher(settings, typed))) as events:
            async for event in events:
                yield event

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Probe in the other loop; the servers stay in this one."""
        from smtptui.core.apart import apart
        from smtptui.core.probe import probe

        return apart(lambda: probe(settings, self._secrets.fetcher(settings, None)))

    def may_contact(self, endpoint: Endpoint) -> bool:
        """Nothing leaves this machine."""
        return endpoint.is_loopback

    def survey(
        self, settings: Settings, endpoints: Sequence[Endpoint]
    ) -> AsyncGenerator[PortReport | PortSurvey, None]:
        """Side by side."""
        from smtptui.core.ports import survey

        return survey(settings, endpoints)

    async def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send to one of our servers."""
        from smtptui.core.send import send

        async with aclosing(send(self._let_in(settings), self._secrets.fetcher(settings, typed), draft)) as events:
            async for event in events:
                yield event

    async def send_many(
        self,
        settings: Settings,
        typed: Secret | None,
        drafts: Sequence[Draft],
        rate_per_s: float | None,
        terminal: Terminal,
    ) -> AsyncGenerator[SessionEvent, None]:
        """Over one connection, as long as it holds."""
        from smtptui.core.send import Courier, send_many

        courier = Courier(self._let_in(settings), self._secrets.fetcher(settings, typed))
        async with aclosing(send_many(courier, drafts, rate_per_s=rate_per_s)) as events:
            async for event in events:
                yield event

    def _let_in(self, settings: Settings) -> Settings:
        return with_login(settings, self._sandbox) if self._catalogue.plays(settings) else settings
