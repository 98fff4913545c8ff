"""Every session goes into the history; a history that cannot be written never hides a result."""

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Literal

from smtptui.cli.console import Console
from smtptui.errors import WriteError
from smtptui.model.configuration import Configuration
from smtptui.model.report import SessionReport


def remember(
    console: Console, configuration: Configuration, report: SessionReport, kind: Literal["probe", "send"]
) -> SessionReport:
    """Record a session, and give it with what changed since the last good one; say when either fails."""
    from smtptui.store import history

    try:
        if report.failure is not None:
            from smtptui.core.drift import with_changes

            report = with_changes(report)
        now = datetime.now(UTC)
        history.record(report, kind, now, keep_days=configuration.keep_days)
    except WriteError as error:
        console.talk(f"▲ not in the history: {error.message}")
    return report


def remembering_many(configuration: Configuration) -> AbstractContextManager[None]:
    """Around many calls of `remember`, so that the disk is waited for once."""
    from smtptui.store import history

    return history.held_open(configuration.keep_days)
