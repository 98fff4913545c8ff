"""A demo's secrets."""

from typing import TYPE_CHECKING

from smtptui.core.stand_in import secret_for
from smtptui.core.workspace.sandbox.catalogue import SandboxCatalogue
from smtptui.errors import SecretError
from smtptui.model.profile import Profile
from smtptui.model.settings import Settings
from smtptui.sandbox.server import Sandbox
from smtptui.secret import Secret

if TYPE_CHECKING:
    from smtptui.core.run import SecretFetcher


class SandboxSecrets:
    """Kept in memory, by host and user name."""

    def __init__(self, sandbox: Sandbox, catalogue: SandboxCatalogue) -> None:
        self._sandbox = sandbox
        self._catalogue = catalogue
        self._secrets: dict[tuple[str, str], Secret] = {}

    async def keep(self, profile: Profile, secret: Secret) -> None:
        """In memory."""
        self._secrets[self._catalogue.resolve(profile).account] = secret

    async def keyring_problem(self) -> str | None:
        """The sandbox has one of its own."""
        return None

    async def may_ask(self, settings: Settings) -> bool:
        """Never."""
        return False

    def fetcher(self, settings: Settings, typed: Secret | None) -> "SecretFetcher":
        """What fetches the secret that is typed or kept; where a provider is played, the one that lets it in."""

        async def fetch() -> Secret:
            secret = typed or self._secrets.get(settings.account)
            if secret is None:
                raise SecretError("the sandbox keeps no secret for this host and user name", "type one")
            if not self._catalogue.plays(settings):
                return secret
            return secret_for(self._catalogue.provider(settings.provider), secret, self._sandbox)

        return fetch
