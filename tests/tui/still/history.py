"""A past that is the same for every profile."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from smtptui.core.limits import LimitUse
from smtptui.core.settings import resolve
from smtptui.model.fingerprint import LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.past import dumped, loaded
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings
from tests.tui import sessions
from tests.tui.catalogue import PROVIDERS
from tests.tui.still.clock import NOW
from tests.tui.still.profiles import PROFILES, StillProfiles


def _past(
    profile: str, ago: timedelta, outcome: str, *, ok: bool = True, kind: Kind = "probe", detail: str | None = None
) -> HistoryEntry:
    return HistoryEntry(
        when=NOW - ago,
        kind=kind,
        profile=profile,
        provider="gmail",
        host="smtp.gmail.com",
        username=None,
        stage="quit" if ok else "auth",
        outcome=outcome,
        ok=ok,
        cause=None if ok else "app_password_required",
        reply_code=None if ok else 534,
        reply_enhanced=None if ok else "5.7.9",
        reply_text=None,
        detail=detail,
        recipients=(),
        elapsed_ms=407.1,
    )


def past_send(*recipients: str) -> HistoryEntry:
    """A message to these that was accepted."""
    return _past("darrensnet", timedelta(minutes=2), "accepted", kind="send")._replace(recipients=recipients)


class StillHistory:
    """`remembered` is what the app put in; `good` and `limit_uses` are what the test says."""

    def __init__(self, profiles: StillProfiles) -> None:
        self._profiles = profiles
        self.remembered: list[tuple[Kind, SessionReport]] = []
        # Messages whose end was not known yet, and the marks of those whose end was told.
        self.begun: list[SessionReport] = []
        self.ended: list[str | None] = []
        self.good: LastGood | None = None
        self.limit_uses: Sequence[LimitUse] = ()
        self.sent_to: Sequence[str] = ()

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Two that worked, one that did not, one never tried."""
        pasts = (
            _past("darrensnet", timedelta(minutes=2), "accepted", kind="send"),
            _past("staging", timedelta(seconds=20), "failed", ok=False),
            _past("tokens", timedelta(days=3), "passed"),
        )
        return {past.profile: past for past in pasts}

    async def recent(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """Three of every profile; and a message to whom the test says."""
        if self.sent_to and wanted == Wanted(kind="send"):
            return [past_send(*self.sent_to)]
        return [one for one in self._entries() if wanted.takes(one)][:limit]

    def _entries(self) -> Sequence[HistoryEntry]:
        pasts = [
            past
            for profile in self._profiles.saved
            for past in (
                _past(profile, timedelta(minutes=2), "accepted", kind="send"),
                _past(profile, timedelta(hours=3), "passed"),
                _past(profile, timedelta(days=2), "failed", ok=False, detail="534 5.7.9 Application-specific password"),
            )
        ]
        return sorted(pasts, key=lambda past: past.when, reverse=True)

    async def tallies(self) -> Sequence[Tally]:
        """Of these three."""
        return [Tally(one.profile, one.kind, one.outcome, one.cause, 1) for one in self._entries()]

    async def report(self, entry: HistoryEntry) -> SessionReport:
        """What the history keeps of such a session."""
        replay = sessions.accepted if entry.kind == "send" else sessions.passed
        replay = replay if entry.ok else sessions.app_password_required
        # As it was then, whatever was saved since.
        profile = next((one for one in PROFILES if one.name == entry.profile), PROFILES[0])
        *_, report = replay(resolve(profile, PROVIDERS[profile.provider]))
        assert isinstance(report, SessionReport)
        return loaded(dumped(report), entry)

    async def last_good(self, settings: Settings) -> LastGood | None:
        """What the test says."""
        return self.good

    async def begin(self, report: SessionReport) -> str | None:
        """For the test to look at."""
        self.begun.append(report)
        return f"mark {len(self.begun)}"

    async def remember(self, report: SessionReport, kind: Kind, begun: str | None = None) -> None:
        """For the test to look at."""
        self.remembered.append((kind, report))
        self.ended.append(begun)

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """For the test to look at."""
        self.remembered += [("probe", report) for report in reports]

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """What the test says."""
        return self.limit_uses
