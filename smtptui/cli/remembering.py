"""Every session goes into the history; a history that cannot be written never hides a result."""

from collections.abc import AsyncGenerator
from contextlib import AbstractContextManager, aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from smtptui.cli.console import Console
from smtptui.errors import WriteError
from smtptui.model.configuration import Configuration
from smtptui.model.report import SessionEvent, SessionReport, StageStarted
from smtptui.smtp.stage import Stage

if TYPE_CHECKING:
    from smtptui.core.send import Courier


def remember(
    console: Console,
    configuration: Configuration,
    report: SessionReport,
    kind: Literal["probe", "send"],
    begun: str | None = None,
) -> SessionReport:
    """Record a session, and give it with what changed since the last good one; say when either fails."""
    from smtptui.store import history

    try:
        if report.failure is not None:
            from smtptui.core.drift import with_changes

            report = with_changes(report)
        now = datetime.now(UTC)
        history.record(report, kind, now, keep_days=configuration.keep_days, begun=begun)
    except WriteError as error:
        console.talk(f"▲ not in the history: {error.message}")
    return report


def remembering_many(configuration: Configuration) -> AbstractContextManager[None]:
    """Around many calls of `remember`, so that the disk is waited for once."""
    from smtptui.store import history

    return history.held_open(configuration.keep_days)


class SentMessages:
    """The messages of one courier in the history: from their DATA on, so that none is lost with this process."""

    def __init__(self, console: Console, configuration: Configuration, courier: "Courier") -> None:
        self._console = console
        self._configuration = configuration
        self._courier = courier
        self._begun: str | None = None

    async def watched(self, events: AsyncGenerator[SessionEvent, None]) -> AsyncGenerator[SessionEvent, None]:
        """The same events; a message is kept as one in doubt before its DATA is sent."""
        async with aclosing(events) as stream:
            async for event in stream:
                if isinstance(event, StageStarted) and event.stage is Stage.DATA:
                    self._begin()
                yield event

    def _begin(self) -> None:
        from smtptui.store import history

        doubt = self._courier.report_in_doubt()
        try:
            self._begun = history.begin(doubt, datetime.now(UTC), keep_days=self._configuration.keep_days)
        except WriteError:
            # It is said when the message's end is to be kept.
            self._begun = None

    def remember(self, report: SessionReport) -> None:
        """How the message ended."""
        begun, self._begun = self._begun, None
        remember(self._console, self._configuration, report, "send", begun)

    def forget(self) -> None:
        """The message under way was interrupted, and not sent."""
        from smtptui.store import history

        begun, self._begun = self._begun, None
        if begun is not None:
            history.forget(begun)
