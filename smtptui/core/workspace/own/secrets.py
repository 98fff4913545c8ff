"""The operator's secrets, each in the place that its profile names."""

from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.daemon import in_daemon
from smtptui.errors import SecretError
from smtptui.model.secret_source import SecretKind

if TYPE_CHECKING:
    from smtptui.core.workspace.own.catalogue import OwnCatalogue
    from smtptui.core.workspace.sessions import Terminal
    from smtptui.model.profile import Profile
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret


class OwnSecrets:
    """Keyring, file, environment or command."""

    def __init__(self, config_path: Path, catalogue: "OwnCatalogue") -> None:
        self._path = config_path
        self._catalogue = catalogue

    async def keep(self, profile: "Profile", secret: "Secret") -> None:
        """Into the place that the profile names."""
        from smtptui.core import secrets

        await secrets.keep(self._catalogue.resolve(profile), secret, self._path)

    async def keyring_problem(self) -> str | None:
        """Ask the keyring library, which takes a tenth of a second."""
        return await in_daemon(_keyring_problem)

    async def may_ask(self, settings: "Settings") -> bool:
        """Look at the place."""
        from smtptui.core.secrets import may_ask

        try:
            return await in_daemon(lambda: may_ask(settings, self._path))
        except SecretError:
            # A file that cannot be read asks nothing; whoever wanted the secret was told why.
            return False

    async def fetch(self, settings: "Settings") -> "Secret":
        """Fetch without asking anybody."""
        from smtptui.core.secrets import fetcher

        return await fetcher(settings, self._path)()

    async def fetch_with(self, terminal: "Terminal", settings: "Settings") -> "Secret":
        """Fetch; a command, or a file that is sealed, may ask for a passphrase on the terminal."""
        kind = settings.secret_source.kind if settings.secret_source else None
        if kind is SecretKind.COMMAND:
            return await self._fetch_asking(terminal, settings)
        try:
            return await self.fetch(settings)
        except SecretError:
            if kind is not SecretKind.FILE:
                raise
            return await self._fetch_asking(terminal, settings)

    async def _fetch_asking(self, terminal: "Terminal", settings: "Settings") -> "Secret":
        from smtptui.core.secrets import fetcher

        with terminal():
            return await fetcher(settings, self._path, interactive=True)()


def _keyring_problem() -> str | None:
    from smtptui.core.secrets import keyring_status

    status = keyring_status()
    return None if status.available else status.reason
