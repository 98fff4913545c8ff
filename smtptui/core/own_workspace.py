"""The app's workspace on the operator's own configuration, secrets and history."""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui import providers
from smtptui.core.detect import provider_for_address
from smtptui.core.files import SeenFiles, seen_files
from smtptui.core.limits import LimitUse
from smtptui.core.received import OpenedMessage, ReceivedMessage
from smtptui.core.settings import resolve
from smtptui.core.workspace import MxAnswer, PutBack, Shelf, Terminal, written_report
from smtptui.core.written import Written, drafts_of
from smtptui.daemon import in_daemon
from smtptui.errors import SecretError
from smtptui.model.configuration import Configuration
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.kept_draft import KeptDraft
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.report import PortReport, PortSurvey, SessionEvent, SessionReport
from smtptui.model.secret_source import SecretKind
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.store.drafts import DraftFile
from smtptui.store.paths import providers_folder

if TYPE_CHECKING:
    from smtptui.core.run import SecretFetcher


class OwnWorkspace:
    """What blocks runs in threads that nothing waits for at the end."""

    banner: str | None = None
    welcome: str | None = None
    has_inbox = False

    def __init__(self, config_path: Path) -> None:
        self._path = config_path
        self._folder = providers_folder(config_path)
        self._configuration = Configuration(config_path, self._folder)
        self._drafts = DraftFile(config_path)

    async def open(self) -> None:
        """Nothing to start."""

    async def close(self) -> None:
        """What is kept of drafts is the next app's."""
        self._drafts.close()

    def read(self) -> Shelf:
        """What config.toml holds now. Raises ConfigurationError."""
        from smtptui.core import profiles

        read = self._configuration = profiles.load(self._path)
        return Shelf(read.profiles, read.active, read.ui, read.keys, read.warnings)

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue, or the operator's own."""
        return providers.load(name, self._folder)

    def providers(self) -> Sequence[Provider]:
        """All of them, in the picker's order."""
        return providers.load_all(self._folder)

    def provider_for(self, address: str) -> Provider | None:
        """From the catalogue, or the operator's own."""
        name = provider_for_address(address, self._folder)
        return self.provider(name) if name is not None else None

    async def ask_mx(self, address: str) -> MxAnswer:
        """Ask this machine's resolver."""
        from smtptui.core.mx import ask_mx

        return await ask_mx(address, self.providers())

    def resolve(self, profile: Profile) -> Settings:
        """The settings that a profile makes. Raises ConfigurationError."""
        return resolve(profile, self.provider(profile.provider))

    def about(self, profile: Profile) -> str | None:
        """The operator knows what it is there for."""
        return None

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Write config.toml, merged with what others wrote meanwhile."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.save(self._path, before, after))

    async def keep_secret(self, profile: Profile, secret: Secret) -> None:
        """Into the place that the profile names."""
        from smtptui.core import secrets

        await secrets.keep(self.resolve(profile), secret, self._path)

    async def delete(self, profile: Profile) -> PutBack:
        """Take it out of config.toml."""
        from smtptui.core import profiles

        undelete = await in_daemon(lambda: profiles.delete(self._path, profile))

        async def put_back() -> None:
            await in_daemon(undelete)

        return put_back

    async def move(self, name: str, by: int) -> None:
        """In config.toml, comments and all."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.move(self._path, name, by))

    async def left_drafts(self) -> Sequence[KeptDraft]:
        """From the files of apps that run no more."""
        return await in_daemon(self._drafts.left)

    async def keep_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """In this app's own file."""
        await in_daemon(lambda: self._drafts.keep(drafts))

    async def activate(self, name: str) -> None:
        """Write which one is active."""
        from smtptui.core import profiles

        await in_daemon(lambda: profiles.use(self._configuration, name))

    async def keyring_problem(self) -> str | None:
        """Ask the keyring library, which takes a tenth of a second."""
        return await in_daemon(_keyring_problem)

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """From the database."""
        from smtptui.core import profiles

        return await in_daemon(profiles.last_results)

    async def history(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.recent(wanted, limit))

    async def tallies(self) -> Sequence[Tally]:
        """Counted by the database."""
        from smtptui.store import history

        return await in_daemon(history.tallies)

    async def past(self, entry: HistoryEntry) -> SessionReport:
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.past(entry))

    async def last_good(self, settings: Settings) -> LastGood | None:
        """From the database."""
        from smtptui.store import history

        return await in_daemon(lambda: history.last_good(settings.endpoint, settings.username))

    async def remember(self, report: SessionReport, kind: Kind) -> None:
        """Into the database."""
        from smtptui.store import history

        now, keep_days = datetime.now(UTC), self._configuration.keep_days
        await in_daemon(lambda: history.record(report, kind, now, keep_days=keep_days))

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """Into the database."""
        from smtptui.store import history

        now, keep_days = datetime.now(UTC), self._configuration.keep_days
        await in_daemon(lambda: history.record_all(reports, "probe", now, keep_days=keep_days))

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Probe in the other loop."""
        from smtptui.core.apart import apart
        from smtptui.core.probe import probe
        from smtptui.core.secrets import fetcher

        return apart(lambda: probe(settings, fetcher(settings, self._path)))

    async def probe(
        self, settings: Settings, typed: Secret | None, terminal: Terminal
    ) -> AsyncGenerator[SessionEvent, None]:
        """Probe the provider's server."""
        from smtptui.core.probe import probe

        async with aclosing(probe(settings, self._fetcher(settings, typed, terminal))) as events:
            async for event in events:
                yield event

    def may_contact(self, endpoint: Endpoint) -> bool:
        """The operator asked for it."""
        return True

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
        """Send through the provider's server."""
        from smtptui.core.send import send

        async with aclosing(send(settings, self._fetcher(settings, typed, terminal), draft)) as events:
            async for event in events:
                yield event

    async def may_ask(self, settings: Settings) -> bool:
        """Look at the place."""
        from smtptui.core.secrets import may_ask

        try:
            return await in_daemon(lambda: may_ask(settings, self._path))
        except SecretError:
            # A file that cannot be read asks nothing; whoever wanted the secret was told why.
            return False

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
        from smtptui.store import history

        courier = Courier(settings, self._fetcher(settings, typed, terminal))
        with history.held_open(self._configuration.keep_days):
            async with aclosing(events_of_many(courier, drafts, rate_per_s=rate_per_s)) as events:
                async for event in events:
                    yield event

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """From the catalogue and the database."""
        from smtptui.core.spent import limits_of

        return await in_daemon(lambda: limits_of(self._configuration, settings))

    def _fetcher(self, settings: Settings, typed: Secret | None, terminal: Terminal) -> "SecretFetcher":
        async def fetch() -> Secret:
            return typed or await self._fetch(settings, terminal)

        return fetch

    async def _fetch(self, settings: Settings, terminal: Terminal) -> Secret:
        """Fetch; a command, or a file that is sealed, may ask for a passphrase on the terminal."""
        from smtptui.core.secrets import fetcher

        kind = settings.secret_source.kind if settings.secret_source else None
        if kind is SecretKind.COMMAND:
            with terminal():
                return await fetcher(settings, self._path, interactive=True)()
        try:
            return await fetcher(settings, self._path)()
        except SecretError:
            if kind is not SecretKind.FILE:
                raise
            with terminal():
                return await fetcher(settings, self._path, interactive=True)()

    async def mail_drafts(self, settings: Settings, written: Written) -> Sequence[Draft]:
        """Reads the files that are attached."""
        return await in_daemon(lambda: drafts_of(settings, written))

    async def files(self, typed: str) -> SeenFiles:
        """Looks into the operator's folders."""
        return await in_daemon(lambda: seen_files(typed))

    def received(self) -> Sequence[ReceivedMessage]:
        """Only the sandbox receives."""
        return ()

    async def opened_message(self, key: str) -> OpenedMessage | None:
        """There is none."""
        return None

    def on_received(self, listener: Callable[[], None]) -> None:
        """Nothing ever arrives."""


def _keyring_problem() -> str | None:
    from smtptui.core.secrets import keyring_status

    status = keyring_status()
    return None if status.available else status.reason
