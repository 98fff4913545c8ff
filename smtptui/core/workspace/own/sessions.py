"""Sessions with the operator's providers."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtptui.core.run import SecretFetcher
    from smtptui.core.workspace.own.profiles import OwnProfiles
    from smtptui.core.workspace.own.secrets import OwnSecrets
    from smtptui.core.workspace.sessions import Terminal
    from smtptui.model.endpoint import Endpoint
    from smtptui.model.report import PortReport, PortSurvey, SessionEvent
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret
    from smtptui.smtp.message import Draft


class OwnSessions:
    """Over the network, with the operator's secrets."""

    def __init__(self, secrets: "OwnSecrets", profiles: "OwnProfiles") -> None:
        self._secrets = secrets
        self._profiles = profiles

    async def probe(
        self, settings: "Settings", typed: "Secret | None", terminal: "Terminal"
    ) -> "AsyncGenerator[SessionEvent, None]":
        """Probe the provider's server."""
        from smtptui.core.probe import probe

        async with aclosing(probe(settings, self._fetcher(settings, typed, terminal))) as events:
            async for event in events:
                yield event

    def probe_beside(self, settings: "Settings") -> "AsyncGenerator[SessionEvent, None]":
        """Probe in the other loop."""
        from smtptui.core.apart import apart
        from smtptui.core.probe import probe

        return apart(lambda: probe(settings, lambda: self._secrets.fetch(settings)))

    def may_contact(self, endpoint: "Endpoint") -> bool:
        """The operator asked for it."""
        return True

    def survey(
        self, settings: "Settings", endpoints: "Sequence[Endpoint]"
    ) -> "AsyncGenerator[PortReport | PortSurvey, None]":
        """Side by side."""
        from smtptui.core.ports import survey

        return survey(settings, endpoints)

    async def send(
        self, settings: "Settings", typed: "Secret | None", draft: "Draft", terminal: "Terminal"
    ) -> "AsyncGenerator[SessionEvent, None]":
        """Send through the provider's server."""
        from smtptui.core.send import send

        async with aclosing(send(settings, self._fetcher(settings, typed, terminal), draft)) as events:
            async for event in events:
                yield event

    async def send_many(
        self,
        settings: "Settings",
        typed: "Secret | None",
        drafts: "Sequence[Draft]",
        rate_per_s: float | None,
        terminal: "Terminal",
    ) -> "AsyncGenerator[SessionEvent, None]":
        """Over one connection, as long as it holds."""
        from smtptui.core.send import Courier, send_many
        from smtptui.store import history

        courier = Courier(settings, self._fetcher(settings, typed, terminal))
        with history.held_open(self._profiles.configuration.keep_days):
            async with aclosing(send_many(courier, drafts, rate_per_s=rate_per_s)) as events:
                async for event in events:
                    yield event

    def _fetcher(self, settings: "Settings", typed: "Secret | None", terminal: "Terminal") -> "SecretFetcher":
        async def fetch() -> "Secret":
            return typed or await self._secrets.fetch_with(terminal, settings)

        return fetch
