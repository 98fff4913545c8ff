"""The history in its database."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smtptui.core.workspace.own.profiles import OwnProfiles
from smtptui.daemon import in_daemon

if TYPE_CHECKING:
    from smtptui.core.limits import LimitUse
    from smtptui.model.fingerprint import LastGood
    from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
    from smtptui.model.report import SessionReport
    from smtptui.model.settings import Settings


class OwnHistory:
    """Kept as long as the configuration says."""

    def __init__(self, profiles: OwnProfiles) -> None:
        self._profiles = profiles

    async def last_sessions(self) -> "Mapping[str, HistoryEntry]":
        """From the database."""
        from smtptui.core import profiles

        return await in_daemon(profiles.last_results)

    async def recent(self, wanted: "Wanted", limit: int) -> "Sequence[HistoryEntry]":
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.recent(wanted, limit))

    async def tallies(self) -> "Sequence[Tally]":
        """Counted by the database."""
        from smtptui.store import history

        return await in_daemon(history.tallies)

    async def report(self, entry: "HistoryEntry") -> "SessionReport":
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.past(entry))

    async def last_good(self, settings: "Settings") -> "LastGood | None":
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.last_good(settings.endpoint, settings.username))

    async def begin(self, report: "SessionReport") -> "str | None":
        """Into the database."""
        from smtptui.store import history

        now, keep_days = datetime.now(UTC), self._profiles.configuration.keep_days
        return await in_daemon(lambda: history.begin(report, now, keep_days=keep_days))

    async def remember(self, report: "SessionReport", kind: "Kind", begun: "str | None" = None) -> None:
        """Into the database."""
        from smtptui.store import history

        now, keep_days = datetime.now(UTC), self._profiles.configuration.keep_days
        await in_daemon(lambda: history.record(report, kind, now, keep_days=keep_days, begun=begun))

    async def remember_probes(self, reports: "Sequence[SessionReport]") -> None:
        """Into the database."""
        from smtptui.store import history

        now, keep_days = datetime.now(UTC), self._profiles.configuration.keep_days
        await in_daemon(lambda: history.record_all(reports, "probe", now, keep_days=keep_days))

    async def limits(self, settings: "Settings") -> "Sequence[LimitUse]":
        """From the catalogue and the database."""
        from smtptui.core.spent import limits_of

        return await in_daemon(lambda: limits_of(self._profiles.configuration, settings))
