"""Sessions that are replayed."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence

from smtptui.core.workspace.sessions import Terminal
from smtptui.model.endpoint import Endpoint
from smtptui.model.report import PortReport, PortSurvey, SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.stage import Stage
from tests.tui import sessions

Replay = Callable[[Settings], Iterator[SessionEvent]]


class StillSessions:
    """`hold` stops a replay before its report until it is set; `typed` are the secrets that came with them."""

    def __init__(self) -> None:
        self.probe_replay: Replay = sessions.app_password_required
        self.send_replay: Replay = sessions.accepted
        self.many_replays: Sequence[Replay] = ()
        self.hold: asyncio.Event | None = None
        self.typed: list[Secret | None] = []
        self.rate_per_s: float | None = None
        self.surveyed: list[tuple[Endpoint, ...]] = []

    async def probe(
        self, settings: Settings, typed: Secret | None, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        async for event in self._replay(self.probe_replay, settings, typed):
            yield event

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        return self._replay(self.probe_replay, settings, None)

    def may_contact(self, endpoint: Endpoint) -> bool:
        """Everybody."""
        return True

    async def survey(
        self, settings: Settings, endpoints: Sequence[Endpoint]
    ) -> AsyncGenerator[PortReport | PortSurvey, None]:
        """As the sessions have it."""
        self.surveyed.append(tuple(endpoints))
        for endpoint in endpoints:
            yield sessions.fate(endpoint)
            if self.hold is not None:
                await self.hold.wait()

    async def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        async for event in self._replay(self.send_replay, settings, typed):
            yield event

    async def send_many(
        self,
        settings: Settings,
        typed: Secret | None,
        drafts: Sequence[Draft],
        rate_per_s: float | None,
        terminal: Terminal,
    ) -> AsyncGenerator[SessionEvent, None]:
        """Replay, each message after the other until one is not let in."""
        self.rate_per_s = rate_per_s
        for number in range(len(drafts)):
            replay = self.many_replays[number % len(self.many_replays)] if self.many_replays else self.send_replay
            async for event in self._replay(replay, settings, typed):
                yield event
            if isinstance(event, SessionReport) and event.failure and event.failure.stage is Stage.AUTH:
                return

    async def _replay(
        self, replay: Replay, settings: Settings, typed: Secret | None
    ) -> AsyncGenerator[SessionEvent, None]:
        self.typed.append(typed)
        *before, last = replay(settings)
        for event in before:
            yield event
        if self.hold is not None:
            await self.hold.wait()
        yield last
