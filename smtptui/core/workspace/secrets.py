"""The places of secrets, as the app sees them."""

from typing import Protocol

from smtptui.model.profile import Profile
from smtptui.model.settings import Settings
from smtptui.secret import Secret


class Secrets(Protocol):
    """Where secrets are kept."""

    async def keep(self, profile: Profile, secret: Secret) -> None:
        """Put the secret where the profile keeps it. Raises ConfigurationError, SecretError."""

    async def keyring_problem(self) -> str | None:
        """Why this machine has no keyring that can be used, or None."""

    async def may_ask(self, settings: Settings) -> bool:
        """Whether the secret can perhaps be had only with a terminal."""
