"""A workspace where nothing moves: sessions are replayed, and the clock stands still."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from smtptui.core.files import SeenFiles, seen_files
from smtptui.core.limits import LimitUse
from smtptui.core.received import OpenedMessage, ReceivedMessage
from smtptui.core.settings import resolve
from smtptui.core.workspace import MxAnswer, PutBack, Shelf, Terminal, moved
from smtptui.core.written import Written, drafts_of
from smtptui.errors import ConflictError
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.kept_draft import KeptDraft
from smtptui.model.past import dumped, loaded
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.report import PortReport, PortSurvey, SessionEvent, SessionReport
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.stage import Stage
from tests.tui import sessions
from tests.tui.catalogue import PROVIDERS

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
Replay = Callable[[Settings], Iterator[SessionEvent]]

_KEYRING = SecretSource(SecretKind.KEYRING)
PROFILES = (
    Profile(
        "darrensnet",
        "ses",
        "AKIAIOSFODNN7EXAMPLE",
        "notifications@darrensnet.com",
        "Darren's social network",
        "webmaster@darrensnet.com",
        _KEYRING,
        "eu-west-1",
    ),
    Profile(
        "staging", "gmail", "fred@gmail.com", "fred@gmail.com", "Fred", "ops@example.com", _KEYRING, group="staging"
    ),
    Profile(
        "tokens",
        "postmark",
        None,
        "hello@example.com",
        None,
        "ops@example.com",
        SecretSource(SecretKind.ENV, "POSTMARK_TOKEN"),
    ),
    Profile("relay", "custom", None, "root@host.example", None, "ops@example.com", host="relay.example.net"),
)


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


class StillWorkspace:
    """Holds profiles in memory. `hold` stops a replay before its report until it is set."""

    banner: str | None = None
    welcome: str | None = None
    has_inbox = False
    inbox: Sequence[OpenedMessage] = ()

    def __init__(self, profiles: Sequence[Profile] = PROFILES, active: str | None = "darrensnet") -> None:
        self.profiles = {profile.name: profile for profile in profiles}
        self.active = active if active in self.profiles else None
        self.kept: dict[str, Secret] = {}
        self.problem: str | None = None
        self.changed_by_others: list[tuple[str, str, str]] = []
        self.probe_replay: Replay = sessions.app_password_required
        self.send_replay: Replay = sessions.accepted
        self.hold: asyncio.Event | None = None
        self.theme = "dark"
        self.mx = MxAnswer("example.org", ("mx.example.org",))
        self.keys: dict[str, str] = {}
        self.remembered: list[tuple[Kind, SessionReport]] = []
        self.good: LastGood | None = None
        self.surveyed: list[tuple[Endpoint, ...]] = []
        self.reports: dict[Path, str] = {}
        self.typed: list[Secret | None] = []
        self.left: list[KeptDraft] = []
        self.drafts: list[KeptDraft] = []
        self.written: list[Written] = []
        self.limit_uses: Sequence[LimitUse] = ()
        self.sent_to: Sequence[str] = ()
        self.many_replays: Sequence[Replay] = ()
        self.rate_per_s: float | None = None

    async def open(self) -> None:
        """Nothing to open."""

    async def close(self) -> None:
        """Nothing to close."""

    def read(self) -> Shelf:
        """The profiles now."""
        return Shelf(dict(self.profiles), self.active, {"theme": self.theme}, self.keys)

    def provider(self, name: str) -> Provider:
        """One of four."""
        return PROVIDERS[name]

    def providers(self) -> Sequence[Provider]:
        """All four."""
        return list(PROVIDERS.values())

    def provider_for(self, address: str) -> Provider | None:
        """By the domains of the four."""
        domain = address.rpartition("@")[2]
        return next((one for one in PROVIDERS.values() if domain in one.domains), None)

    async def ask_mx(self, address: str) -> MxAnswer:
        """What the test says."""
        return self.mx

    def resolve(self, profile: Profile) -> Settings:
        """As everywhere."""
        return resolve(profile, self.provider(profile.provider))

    def about(self, profile: Profile) -> str | None:
        """Nothing."""
        return None

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Refuse once where somebody else was quicker."""
        if self.changed_by_others:
            conflicts, self.changed_by_others = self.changed_by_others, []
            raise ConflictError("somebody else changed the same meanwhile", conflicts)
        if before is not None:
            self.profiles.pop(before.name)
        self.profiles[after.name] = after

    async def keep_secret(self, profile: Profile, secret: Secret) -> None:
        """Keep it."""
        self.kept[profile.name] = secret

    async def delete(self, profile: Profile) -> PutBack:
        """Forget it."""
        before = dict(self.profiles)
        self.profiles.pop(profile.name)

        async def put_back() -> None:
            self.profiles = before | self.profiles

        return put_back

    async def move(self, name: str, by: int) -> None:
        """As everywhere."""
        self.profiles = moved(self.profiles, name, by)

    async def left_drafts(self) -> Sequence[KeptDraft]:
        """What the test says."""
        return self.left

    async def keep_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """For the test to look at."""
        self.drafts = list(drafts)

    async def activate(self, name: str) -> None:
        """Mark it."""
        self.active = name

    async def keyring_problem(self) -> str | None:
        """What the test says."""
        return self.problem

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Two that worked, one that did not, one never tried."""
        pasts = (
            _past("darrensnet", timedelta(minutes=2), "accepted", kind="send"),
            _past("staging", timedelta(seconds=20), "failed", ok=False),
            _past("tokens", timedelta(days=3), "passed"),
        )
        return {past.profile: past for past in pasts}

    async def history(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """Three of every profile; and a message to whom the test says."""
        if self.sent_to and wanted == Wanted(kind="send"):
            return [past_send(*self.sent_to)]
        return [one for one in self._history() if wanted.takes(one)][:limit]

    def _history(self) -> Sequence[HistoryEntry]:
        pasts = [
            past
            for profile in self.profiles
            for past in (
                _past(profile, timedelta(minutes=2), "accepted", kind="send"),
                _past(profile, timedelta(hours=3), "passed"),
                _past(profile, timedelta(days=2), "failed", ok=False, detail="534 5.7.9 Application-specific password"),
            )
        ]
        return sorted(pasts, key=lambda past: past.when, reverse=True)

    async def tallies(self) -> Sequence[Tally]:
        """Of these three."""
        return [Tally(one.profile, one.kind, one.outcome, one.cause, 1) for one in self._history()]

    async def past(self, entry: HistoryEntry) -> SessionReport:
        """What the history keeps of such a session."""
        replay = sessions.accepted if entry.kind == "send" else sessions.passed
        replay = replay if entry.ok else sessions.app_password_required
        # As it was then, whatever was saved since.
        profile = next((one for one in PROFILES if one.name == entry.profile), PROFILES[0])
        *_, report = replay(self.resolve(profile))
        assert isinstance(report, SessionReport)
        return loaded(dumped(report), entry)

    async def last_good(self, settings: Settings) -> LastGood | None:
        """What the test says."""
        return self.good

    async def remember(self, report: SessionReport, kind: Kind) -> None:
        """For the test to look at."""
        self.remembered.append((kind, report))

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """For the test to look at."""
        self.remembered += [("probe", report) for report in reports]

    async def may_ask(self, settings: Settings) -> bool:
        """Where the secret is a command."""
        return settings.secret_source is not None and settings.secret_source.kind is SecretKind.COMMAND

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        return self._replay(self.probe_replay, settings, None)

    async def probe(
        self, settings: Settings, typed: Secret | None, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        async for event in self._replay(self.probe_replay, settings, typed):
            yield event

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

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """For the test to look at."""
        if path in self.reports and not replace:
            return False
        self.reports[path] = text
        return True

    async def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Replay."""
        async for event in self._replay(self.send_replay, settings, typed):
            yield event

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

    async def mail_drafts(self, settings: Settings, written: Written) -> Sequence[Draft]:
        """As everywhere."""
        self.written.append(written)
        return drafts_of(settings, written)

    async def files(self, typed: str) -> SeenFiles:
        """As everywhere."""
        return seen_files(typed)

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """What the test says."""
        return self.limit_uses

    def received(self) -> Sequence[ReceivedMessage]:
        """What the test put there, the newest first."""
        return [message.received for message in reversed(self.inbox)]

    async def opened_message(self, key: str) -> OpenedMessage | None:
        """The one with this key."""
        return next((message for message in self.inbox if message.received.key == key), None)

    def on_received(self, listener: Callable[[], None]) -> None:
        """Nothing comes by itself."""
