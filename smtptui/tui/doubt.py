"""A message in the history from its DATA on: so it is known there even if nothing of the app is left to tell."""

import asyncio

from smtptui.core.workspace.history import History
from smtptui.errors import WriteError
from smtptui.model.history import LOST, Kind
from smtptui.model.report import SessionEvent, SessionReport, StageStarted
from smtptui.smtp.stage import Stage
from smtptui.tui.live_session import LiveSession


class Doubt:
    """The doubt about one message after the other; each ends with its report."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._beginning: asyncio.Task[str | None] | None = None

    async def before(self, event: SessionEvent, session: LiveSession) -> None:
        """Call it with each event before asking for the next one."""
        if isinstance(event, StageStarted) and event.stage is Stage.DATA:
            self._beginning = asyncio.create_task(self._begin(session.in_doubt(LOST)))
            # Who is cancelled here must still be able to end what has begun.
            await asyncio.shield(self._beginning)

    async def _begin(self, report: SessionReport) -> str | None:
        try:
            return await self._history.begin(report)
        except WriteError:
            # It is said when the message's end is to be kept.
            return None

    async def end(self, report: SessionReport, kind: Kind) -> None:
        """How the session ended; a probe never was in doubt. Raises WriteError."""
        begun = await self._beginning if self._beginning else None
        self._beginning = None
        await self._history.remember(report, kind, begun)
