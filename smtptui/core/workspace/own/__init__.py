"""The app's workspace on the operator's own configuration, secrets and history."""

from pathlib import Path

from smtptui.core.workspace.files import OperatorsFiles
from smtptui.core.workspace.own.catalogue import OwnCatalogue
from smtptui.core.workspace.own.drafts import OwnDrafts
from smtptui.core.workspace.own.exports import OwnExports
from smtptui.core.workspace.own.history import OwnHistory
from smtptui.core.workspace.own.profiles import OwnProfiles
from smtptui.core.workspace.own.relay import OwnRelay
from smtptui.core.workspace.own.secrets import OwnSecrets
from smtptui.core.workspace.own.sessions import OwnSessions
from smtptui.store.paths import providers_folder


class OwnWorkspace:
    """What blocks runs in threads that nothing waits for at the end."""

    banner: str | None = None
    welcome: str | None = None
    inbox = None

    def __init__(self, config_path: Path, relay: Path | None = None) -> None:
        folder = providers_folder(config_path)
        self.profiles = OwnProfiles(config_path, folder)
        self.catalogue = OwnCatalogue(folder)
        self.secrets = OwnSecrets(config_path, self.catalogue)
        self.sessions = OwnSessions(self.secrets, self.profiles)
        self.history = OwnHistory(self.profiles)
        self.drafts = OwnDrafts(config_path)
        self.exports = OwnExports(self.profiles, self.secrets)
        self.files = OperatorsFiles()
        self.relay = OwnRelay(relay, lambda: self.profiles.configuration.relay_instance)

    async def open(self) -> None:
        """Nothing to start."""

    async def close(self) -> None:
        """What is kept of drafts is the next app's."""
        self.drafts.close()
