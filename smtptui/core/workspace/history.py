"""Past sessions, as the app sees them."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from smtptui.core.limits import LimitUse
from smtptui.model.fingerprint import LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings


class History(Protocol):
    """Past sessions. Each method raises WriteError where the history cannot be used."""

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Each profile's last session."""

    async def recent(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """The last sessions that are meant, the newest first."""

    async def tallies(self) -> Sequence[Tally]:
        """What there is to choose from."""

    async def report(self, entry: HistoryEntry) -> SessionReport:
        """The report of a past session, without its transcript."""

    async def last_good(self, settings: Settings) -> LastGood | None:
        """The last probe that passed of these settings' endpoint and account."""

    async def begin(self, report: SessionReport) -> str | None:
        """What is to be said of a message if nobody lives to tell how it ended; gives a mark for `remember`."""

    async def remember(self, report: SessionReport, kind: Kind, begun: str | None = None) -> None:
        """Put a session in; `begun` is the mark of a message whose end is known now."""

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """Put several probes in, in one go."""

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """The provider's limits, and what was sent of them."""
