"""A demo's past sessions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from smtptui.core.limits import LimitUse, uses
from smtptui.core.workspace.sandbox.catalogue import SandboxCatalogue
from smtptui.errors import ConfigurationError
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import LastGood, fingerprint_of
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted, entry_of
from smtptui.model.past import dumped, loaded
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings


class SandboxHistory:
    """Kept in memory, as much of each session as the operator's own history would keep."""

    def __init__(self, catalogue: SandboxCatalogue) -> None:
        self._catalogue = catalogue
        self._entries: list[HistoryEntry] = []
        self._reports: list[str] = []
        self._good: dict[tuple[Endpoint | None, str | None], LastGood] = {}

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Each profile's last session."""
        return {entry.profile: entry for entry in self._entries}

    async def recent(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """The newest first."""
        return [one for one in reversed(self._entries) if wanted.takes(one)][:limit]

    async def tallies(self) -> Sequence[Tally]:
        """Counted anew."""
        counts = Counter((one.profile, one.kind, one.outcome, one.cause) for one in self._entries)
        return [Tally(*alike, count) for alike, count in counts.items()]

    async def report(self, entry: HistoryEntry) -> SessionReport:
        """As it was kept."""
        return loaded(self._reports[entry.number], entry)

    async def last_good(self, settings: Settings) -> LastGood | None:
        """Of this run of the app."""
        return self._good.get((settings.endpoint, settings.username))

    async def begin(self, report: SessionReport) -> str | None:
        """Nothing: a demo's history ends with it."""
        return None

    async def remember(self, report: SessionReport, kind: Kind, begun: str | None = None) -> None:
        """In memory."""
        now = datetime.now(UTC)
        self._entries.append(entry_of(report, kind, now)._replace(number=len(self._reports)))
        self._reports.append(dumped(report))
        if kind == "probe" and report.ok:
            self._good[report.endpoint, report.username] = LastGood(now, fingerprint_of(report))

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """In memory."""
        for report in reports:
            await self.remember(report, "probe")

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """Those of the provider that is rehearsed. Every scenario is a server with an account of its own."""
        try:
            provider = self._catalogue.provider(settings.provider)
        except ConfigurationError:
            # Not every scenario rehearses a provider of the catalogue.
            return ()
        sends = [one for one in self._entries if one.kind == "send" and one.profile == settings.profile]
        return uses(provider, sends, datetime.now(UTC))
