"""The app's one door to configuration, secrets, history and sessions; a subject of it is a file here.

Two implementations: the operator's own files (`own`), and the sandbox's, in memory alone (`sandbox`). What blocks is
awaited, so that keys are answered meanwhile.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from smtptui.core.workspace.catalogue import Catalogue
    from smtptui.core.workspace.drafts import Drafts
    from smtptui.core.workspace.exports import Exports
    from smtptui.core.workspace.files import Files
    from smtptui.core.workspace.history import History
    from smtptui.core.workspace.inbox import Inbox
    from smtptui.core.workspace.profiles import Profiles
    from smtptui.core.workspace.relay import Relay
    from smtptui.core.workspace.secrets import Secrets
    from smtptui.core.workspace.sessions import Sessions


class Workspace(Protocol):
    """Everything of the operator's that the app may touch."""

    @property
    def banner(self) -> str | None:
        """What stands over every screen; None for the operator's own files."""

    @property
    def welcome(self) -> str | None:
        """A first word to whoever opens the app; mostly nothing."""

    @property
    def profiles(self) -> "Profiles":
        """The saved profiles."""

    @property
    def catalogue(self) -> "Catalogue":
        """The providers, and the settings that a profile makes with its own."""

    @property
    def secrets(self) -> "Secrets":
        """Where secrets are kept."""

    @property
    def sessions(self) -> "Sessions":
        """Probes and sends."""

    @property
    def history(self) -> "History":
        """Past sessions, and what they leave of a provider's limits."""

    @property
    def drafts(self) -> "Drafts":
        """What was typed and not saved."""

    @property
    def files(self) -> "Files":
        """Files to attach and to write."""

    @property
    def exports(self) -> "Exports":
        """Files for other programs."""

    @property
    def inbox(self) -> "Inbox | None":
        """What it receives; None where it receives nothing."""

    @property
    def relay(self) -> "Relay | None":
        """The local relay; None where none can be shown at all."""

    async def open(self) -> None:
        """Called once, before anything else but `profiles.read`."""

    async def close(self) -> None:
        """Called once, at the end."""


def workspace_for(config_path: Path, *, demo: bool, relay: Path | None = None) -> Workspace:
    """The sandbox for a demo, else the operator's own, with the Postfix whose main.cf is in `relay`."""
    if demo:
        return sandbox_workspace()
    from smtptui.core.workspace.own import OwnWorkspace

    return OwnWorkspace(config_path, relay)


def sandbox_workspace() -> Workspace:
    """A sandbox, not yet started."""
    from smtptui.core.workspace.sandbox import SandboxWorkspace

    return SandboxWorkspace()
