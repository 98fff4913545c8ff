"""The app's one door to configuration, secrets, history and sessions.

Two implementations: the operator's own files (`smtptui.core.own_workspace`), and the sandbox's, in memory alone
(`smtptui.core.sandbox_workspace`). What blocks is awaited, so that keys are answered meanwhile.
"""

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from smtptui.core.files import SeenFiles
from smtptui.core.limits import LimitUse
from smtptui.core.received import OpenedMessage, ReceivedMessage
from smtptui.core.written import Written
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.kept_draft import KeptDraft
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.report import PortReport, PortSurvey, SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft


@dataclass(frozen=True, slots=True)
class Shelf:
    """The saved profiles in their order, which one is active, and the tables [ui] and [keys]."""

    profiles: Mapping[str, Profile]
    active: str | None = None
    ui: Mapping[str, object] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MxAnswer:
    """Who takes the mail for a domain: its hosts, and the provider they belong to. `problem` where nobody answered."""

    domain: str
    hosts: tuple[str, ...] = ()
    provider: Provider | None = None
    problem: str | None = None


class Workspace(Protocol):
    """Everything of the operator's that the app may touch."""

    @property
    def banner(self) -> str | None:
        """What stands over every screen; None for the operator's own files."""

    @property
    def has_inbox(self) -> bool:
        """Whether it receives what is sent."""

    @property
    def welcome(self) -> str | None:
        """A first word to whoever opens the app; mostly nothing."""

    def about(self, profile: Profile) -> str | None:
        """What a profile is there for, where the workspace knows that itself."""

    async def open(self) -> None:
        """Called once, before anything else but `read`."""

    async def close(self) -> None:
        """Called once, at the end."""

    def read(self) -> Shelf:
        """The saved profiles as they are now. Raises ConfigurationError."""

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue. Raises ConfigurationError."""

    def providers(self) -> Sequence[Provider]:
        """The whole catalogue in the picker's order."""

    def provider_for(self, address: str) -> Provider | None:
        """Whose mailboxes have the domain of this address; None where the catalogue does not say."""

    async def ask_mx(self, address: str) -> "MxAnswer":
        """Ask DNS who takes mail for the domain of this address. Raises MisuseError for what is no address."""

    def resolve(self, profile: Profile) -> Settings:
        """The settings that a profile makes. Raises ConfigurationError."""

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Save what differs; no network. Raises ConflictError, ConfigurationError, WriteError."""

    async def keep_secret(self, profile: Profile, secret: Secret) -> None:
        """Put the secret where the profile keeps it. Raises ConfigurationError, SecretError."""

    async def delete(self, profile: Profile) -> "PutBack":
        """Take a profile away; what is returned brings it back. Raises ConflictError, WriteError."""

    async def move(self, name: str, by: int) -> None:
        """Let a profile change places with the one so many places behind it. Raises ConfigurationError, WriteError."""

    async def left_drafts(self) -> Sequence[KeptDraft]:
        """What was typed in an app that ended before it was saved. Raises WriteError."""

    async def keep_drafts(self, drafts: Sequence[KeptDraft]) -> None:
        """Keep these for the case that this app ends so; what was left before goes. Raises WriteError."""

    async def activate(self, name: str) -> None:
        """Make a profile the active one. Raises ConfigurationError, WriteError."""

    async def keyring_problem(self) -> str | None:
        """Why this machine has no keyring that can be used, or None."""

    async def last_sessions(self) -> Mapping[str, HistoryEntry]:
        """Each profile's last session. Raises WriteError where the history cannot be used."""

    async def history(self, wanted: Wanted, limit: int) -> Sequence[HistoryEntry]:
        """The last sessions that are meant, the newest first. Raises WriteError."""

    async def tallies(self) -> Sequence[Tally]:
        """What there is to choose from in the history. Raises WriteError."""

    async def past(self, entry: HistoryEntry) -> SessionReport:
        """The report of a past session, without its transcript. Raises WriteError."""

    async def last_good(self, settings: Settings) -> LastGood | None:
        """The last probe that passed of these settings' endpoint and account. Raises WriteError."""

    def probe(
        self, settings: Settings, typed: Secret | None, terminal: "Terminal"
    ) -> AsyncGenerator[SessionEvent, None]:
        """Probe. `typed` stands before the place where the secret is kept."""

    def probe_beside(self, settings: Settings) -> AsyncGenerator[SessionEvent, None]:
        """Probe beside many others: keys are answered as if nothing ran, and nothing is asked on the terminal."""

    async def may_ask(self, settings: Settings) -> bool:
        """Whether the secret can perhaps be had only with a terminal."""

    def may_contact(self, endpoint: Endpoint) -> bool:
        """Whether an endpoint beside a profile's own may be tried."""

    def survey(
        self, settings: Settings, endpoints: Sequence[Endpoint]
    ) -> AsyncGenerator[PortReport | PortSurvey, None]:
        """Try these endpoints without logging in."""

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """Write a report that only the operator can read; False where something is there. Raises WriteError."""

    def send(
        self, settings: Settings, typed: Secret | None, draft: Draft, terminal: "Terminal"
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send one message."""

    async def remember(self, report: SessionReport, kind: Kind) -> None:
        """Put a session into the history. Raises WriteError."""

    async def remember_probes(self, reports: Sequence[SessionReport]) -> None:
        """Put several probes into the history, in one go. Raises WriteError."""

    def send_many(
        self,
        settings: Settings,
        typed: Secret | None,
        drafts: Sequence[Draft],
        rate_per_s: float | None,
        terminal: "Terminal",
    ) -> AsyncGenerator[SessionEvent, None]:
        """Send several messages over one connection; each ends with its SessionReport."""

    async def mail_drafts(self, settings: Settings, written: Written) -> Sequence[Draft]:
        """The messages that were written. Raises MisuseError for a bad address or file."""

    async def files(self, typed: str) -> SeenFiles:
        """What stands at these paths, and how the last of them may go on."""

    async def limits(self, settings: Settings) -> Sequence[LimitUse]:
        """The provider's limits, and what was sent of them. Raises WriteError."""

    def received(self) -> Sequence[ReceivedMessage]:
        """What the sandbox received, the newest first; nothing elsewhere."""

    async def opened_message(self, key: str) -> OpenedMessage | None:
        """All of a received message; None where it is not kept any more."""

    def on_received(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a message has arrived; it must neither wait nor raise."""


class PutBack(Protocol):
    """Brings back what was deleted."""

    async def __call__(self) -> None:
        """Raises ConfigurationError, WriteError."""


class Terminal(Protocol):
    """Lends the terminal to a command that asks for a passphrase."""

    def __call__(self) -> AbstractContextManager[None]:
        """While this is entered the screen belongs to the command."""


def workspace_for(config_path: Path, *, demo: bool) -> Workspace:
    """The sandbox for a demo, else the operator's own."""
    if demo:
        return sandbox_workspace()
    from smtptui.core.own_workspace import OwnWorkspace

    return OwnWorkspace(config_path)


def sandbox_workspace() -> Workspace:
    """A sandbox, not yet started."""
    from smtptui.core.sandbox_workspace import SandboxWorkspace

    return SandboxWorkspace()


async def written_report(path: Path, text: str, *, replace: bool) -> bool:
    """Write it, mode 0600; False where something is there that is not to be replaced. Raises WriteError."""
    from smtptui.daemon import in_daemon
    from smtptui.store.atomic import write_atomically

    def write() -> bool:
        whole = path.expanduser()
        if whole.exists() and not replace:
            return False
        write_atomically(whole, text.encode())
        return True

    return await in_daemon(write)


def moved(profiles: Mapping[str, Profile], name: str, by: int) -> dict[str, Profile]:
    """The same profiles, this one in the place of the one so many places behind it."""
    names = list(profiles)
    here = names.index(name)
    there = here + by
    if 0 <= there < len(names):
        names[here], names[there] = names[there], names[here]
    return {one: profiles[one] for one in names}
