"""The app's workspace for a demo: one profile a scenario, everything in memory, nothing of the operator's touched."""

from contextlib import AsyncExitStack

from smtptui.core.workspace.files import OperatorsFiles
from smtptui.core.workspace.sandbox.catalogue import SandboxCatalogue
from smtptui.core.workspace.sandbox.drafts import SandboxDrafts
from smtptui.core.workspace.sandbox.exports import SandboxExports
from smtptui.core.workspace.sandbox.history import SandboxHistory
from smtptui.core.workspace.sandbox.inbox import SandboxInbox
from smtptui.core.workspace.sandbox.profiles import SandboxProfiles
from smtptui.core.workspace.sandbox.secrets import SandboxSecrets
from smtptui.core.workspace.sandbox.sessions import SandboxSessions
from smtptui.sandbox.server import Sandbox

BANNER = "sandbox: nothing leaves this machine"


class SandboxWorkspace:
    """Profiles can be changed and saved; all of it ends with the app."""

    banner: str | None = BANNER
    welcome: str | None = "A profile a scenario: {switch} switches, {probe} probes, {send} sends a test mail."
    relay = None

    def __init__(self) -> None:
        self._resources = AsyncExitStack()
        self._sandbox = Sandbox()
        self.catalogue = SandboxCatalogue(self._sandbox)
        self.profiles = SandboxProfiles(self._sandbox, self.catalogue)
        self.secrets = SandboxSecrets(self._sandbox, self.catalogue)
        self.sessions = SandboxSessions(self._sandbox, self.catalogue, self.secrets)
        self.history = SandboxHistory(self.catalogue)
        self.drafts = SandboxDrafts()
        self.exports = SandboxExports(self.secrets)
        self.files = OperatorsFiles()
        self.inbox = SandboxInbox(self._sandbox)

    async def open(self) -> None:
        """Start the servers; their profiles come with the secret that they expect."""
        await self._resources.enter_async_context(self._sandbox)
        for profile in self.profiles.fill():
            await self.secrets.keep(profile, self._sandbox.secret)

    async def close(self) -> None:
        """Stop the servers."""
        await self._resources.aclose()
