"""The app's workspace for a demo: one profile a scenario, everything in memory, nothing of the operator's touched."""

from collections import Counter
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui import providers
from smtptui.core.detect import provider_for_address
from smtptui.core.files import SeenFiles, seen_files
from smtptui.core.limits import LimitUse, uses
from smtptui.core.received import OpenedMessage, ReceivedMessage, listed, opened
from smtptui.core.settings import resolve
from smtptui.core.stand_in import in_place, secret_for, with_login
from smtptui.core.workspace import MxAnswer, PutBack, Shelf, Terminal, moved, written_report
from smtptui.core.written import Written, drafts_of
from smtptui.daemon import in_daemon
from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import LastGood, fingerprint_of
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted, entry_of
from smtptui.model.kept_draft import KeptDraft
from smtptui.model.past import dumped, loaded
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.report import PortReport, PortSurvey, SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft

if TYPE_CHECKING:
    from smtptui.core.run import SecretFetcher
    from smtptui.sandbox.catcher import CaughtMessage
    from smtptui.sandbox.scenario import Scenario
    from smtptui.sandbox.server import Sandbox

BANNER = "sandbox: nothing here leaves this machine"


class SandboxWorkspace:
    """Profiles can be changed and saved; all of it ends with the app."""

    banner: str | None = BANNER
    has_inbox = True
    welcome: str | None = "A profile a scenario: ^T switches to another, ^R probes it, ^N sends a test mail."

    def __init__(self) -> None:
        self._resources = AsyncExitStack()
        self._sandbox: Sandbox | None = None
        self._profiles: dict[str, Profile] = {}
        self._active: str | None = None
        self._secrets: dict[tuple[str, str], Secret] = {}
        self._history: list[HistoryEntry] = []
        self._pasts: list[str] = []
        self._good: dict[tuple[Endpoint | None, str | None], LastGood] = {}
        # The profiles whose provider the sandbox plays.
        self._played: set[str] = set()
        self._listed: dict[str, ReceivedMessage] = {}
        self._listeners: list[Callable[[], None]] = []

    async def open(self) -> None:
        """Start the servers; their profiles come with the secret that they expect."""
        from smtptui.core.demo import demo_profile
        from smtptui.sandbox.server import Sandbox

        self._sandbox = await self._resources.enter_async_context(Sandbox())
        self._sandbox.on_message(self._take)
        for scenario in self._sandbox.scenarios:
            profile = demo_profile(self._sandbox, scenario)
            self._profiles[profile.name] = profile
            self._secrets[self.resolve(profile).account] = self._sandbox.secret
        self._active = next(iter(self._profiles))

    async def close(self) -> None:
        """Stop the servers."""
        await self._resources.aclose()

    def read(self) -> Shelf:
        """The scenarios' profiles, and what was made of them."""
        return Shelf(dict(self._profiles), self._active)

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue."""
        return providers.load(name)

    def providers(self) -> Sequence[Provider]:
        """The whole catalogue."""
        return providers.load_all()

    def provider_for(self, address: str) -> Provider | None:
        """From the catalogue."""
        name = provider_for_address(address)
        return self.provider(name) if name is not None else None

    async def ask_mx(self, address: str) -> MxAnswer:
        """Nothing leaves the sandbox, no question either."""
        return MxAnswer(address.rpartition("@")[2], problem="the sandbox asks nobody outside this machine")

    def resolve(self, profile: Profile) -> Settings:
        """The settings, with the name of the provider that is rehearsed, so that hints are that provider's.

        A server elsewhere has the sandbox's in its place.
        """
        settings = resolve(profile, self.provider(profile.provider))
        self._played.discard(profile.name)
        if self._sandbox is not None and not settings.endpoint.is_loopback:
            self._played.add(profile.name)
            return in_place(settings, self._sandbox)
        rehearsed = next((one.provider for one in self._scenarios if one.name == profile.name), settings.provider)
        return settings._replace(provider=rehearsed)

    @property
    def _scenarios(self) -> Sequence["Scenario"]:
        return self._sandbox.scenarios if self._sandbox else ()

    def about(self, profile: Profile) -> str | None:
        """What the scenario rehearses."""
        if profile.provider != providers.CUSTOM:
            title = self.provider(profile.provider).title
            return f"The sandbox plays {title} here: it lets in whoever brings a login of the right shape."
        return next((one.rehearses for one in self._scenarios if one.name == profile.name), None)

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Keep it in memory, in its place."""
        if before is not None and before.name != after.name:
            self._profiles = {
                after.name if name == before.name else name: profile for name, profile in self._profiles.items()
            }
            self._active = after.name if self._active == before.name else self._active
        self._profiles[after.name] = after

    async def keep_secret(self, profile: Profile, secret: Secret) -> None:
        """Keep it in memory."""
        self._secrets[self.resolve(profile).account] = secret

    async def delete(self, profile: Profile) -> PutBack:
        """Forget it."""
        before, active = dict(self._profiles), self._active
        self._profiles.pop(profile.name, None)
        self._active = None if self._active == profile.name else self._active

        async def put_back() -> None:
            self._profiles = before | self._profiles
            self._active = self._active or active

        return put_back

    async def move(self, name: str, by: int) -> None:
        """In memory."""
        self._profiles = moved(self._profiles, name, by)

    async def left_drafts(self) -> Sequence[KeptDraft]:
        """Nothing outlives the sandbox."""
        return ()

    async def keep_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Nothing is written."""

    async def activate(self, name: str) -> None:
        """Mark it."""
        self._active = name

    async def keyring_problem(self) -> str | None:
        """The sandbox has one of its own."""
        return None

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Each profile's last session."""
        return {session.profile: session for session in self._history}

    async def history(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """The newest first."""
        return [one for one in reversed(self._history) if wanted.takes(one)][:limit]

    async def tallies(self) -> Sequence[Tally]:
        """Counted anew."""
        counts = Counter((one.profile, one.kind, one.outcome, one.cause) for one in self._history)
        return [Tally(*alike, count) for alike, count in counts.items()]

    async def past(self, entry: HistoryEntry) -> SessionReport:
        """As much as the operator's own history would keep."""
        return loaded(self._pasts[entry.number], entry)

    async def may_ask(self, settings: Settings) -> bool:
        """Never: secrets are in memory."""
        return False

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Probe in the other loop; the servers stay in this one."""
        from smtptui.core.apart import apart
        from smtptui.core.probe import probe

        return apart(lambda: probe(settings, self._fetcher(settings, None)))

    async def probe(
        self, settings: Settings, typed: Secret | None, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Probe one of our servers."""
        from smtptui.core.probe import probe

        async with aclosing(probe(self._let_in(settings), self._fetcher(settings, typed))) as events:
            async for event in events:
                yield event

    def may_contact(self, endpoint: Endpoint) -> bool:
        """Nothing leaves this machine."""
        return endpoint.is_loopback

    def survey(
        self, settings: Settings, endpoints: Sequence[Endpoint]
    ) -> AsyncGenerator[PortReport | PortSurvey, None]:
        """Side by side."""
        from smtptui.core.ports import survey

        return survey(settings, endpoints)

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """Into a file."""
        return await written_report(path, text, replace=replace)

    async def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send to one of our servers."""
        from smtptui.core.send import send

        async with aclosing(send(self._let_in(settings), self._fetcher(settings, typed), draft)) as events:
            async for event in events:
                yield event

    async def send_many(
        self,
        settings: Settings,
        typed: Secret | None,
        drafts: Sequence[Draft],
        rate_per_s: float | None,
        terminal: Terminal,
    ) -> AsyncGenerator[SessionEvent, None]:
        """Over one connection, as long as it holds."""
        from smtptui.core.send import Courier, events_of_many

        courier = Courier(self._let_in(settings), self._fetcher(settings, typed))
        async with aclosing(events_of_many(courier, drafts, rate_per_s=rate_per_s)) as events:
            async for event in events:
                yield event

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """Those of the provider that is rehearsed. Every scenario is a server with an account of its own."""
        try:
            provider = self.provider(settings.provider)
        except ConfigurationError:
            # Not every scenario rehearses a provider of the catalogue.
            return ()
        sends = [one for one in self._history if one.kind == "send" and one.profile == settings.profile]
        return uses(provider, sends, datetime.now(UTC))

    def _fetcher(self, settings: Settings, typed: Secret | None) -> "SecretFetcher":
        async def fetch() -> Secret:
            secret = typed or self._secrets.get(settings.account)
            if secret is None:
                raise SecretError("the sandbox keeps no secret for this host and user name", "type one")
            if self._sandbox is None or settings.profile not in self._played:
                return secret
            return secret_for(self.provider(settings.provider), secret, self._sandbox)

        return fetch

    def _let_in(self, settings: Settings) -> Settings:
        if self._sandbox is None or settings.profile not in self._played:
            return settings
        return with_login(settings, self._sandbox)

    async def remember(self, report: SessionReport, kind: Kind) -> None:
        """In memory."""
        now = datetime.now(UTC)
        self._history.append(entry_of(report, kind, now)._replace(number=len(self._pasts)))
        self._pasts.append(dumped(report))
        if kind == "probe" and report.ok:
            self._good[report.endpoint, report.username] = LastGood(now, fingerprint_of(report))

    async def last_good(self, settings: Settings) -> LastGood | None:
        """Of this run of the app."""
        return self._good.get((settings.endpoint, settings.username))

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """In memory."""
        for report in reports:
            await self.remember(report, "probe")

    async def mail_drafts(self, settings: Settings, written: Written) -> Sequence[Draft]:
        """Reads the files that are attached."""
        return await in_daemon(lambda: drafts_of(settings, written))

    async def files(self, typed: str) -> SeenFiles:
        """Files to attach are the only thing of the operator's that is read."""
        return await in_daemon(lambda: seen_files(typed))

    def received(self) -> Sequence[ReceivedMessage]:
        """The newest first."""
        return tuple(reversed(self._listed.values()))

    async def opened_message(self, key: str) -> OpenedMessage | None:
        """Read its parts."""
        messages = self._sandbox.messages if self._sandbox else ()
        caught = next((one for one in messages if one.queue_id == key), None)
        return await in_daemon(lambda: opened(caught)) if caught else None

    def on_received(self, listener: Callable[[], None]) -> None:
        """The sandbox's servers run in this very process."""
        self._listeners.append(listener)

    def _take(self, message: "CaughtMessage") -> None:
        """List the message that just came, and forget those that the sandbox let go."""
        kept = {one.queue_id for one in self._sandbox.messages} if self._sandbox else set()
        self._listed = {key: one for key, one in self._listed.items() if key in kept}
        if message.queue_id in kept:
            self._listed[message.queue_id] = listed(message)
        for listener in self._listeners:
            listener()
