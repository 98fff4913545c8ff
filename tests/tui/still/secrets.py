"""Secrets in memory."""

from smtptui.model.profile import Profile
from smtptui.model.secret_source import SecretKind
from smtptui.model.settings import Settings
from smtptui.secret import Secret


class StillSecrets:
    """`kept` by the profile's name; `problem` is the keyring's."""

    def __init__(self) -> None:
        self.kept: dict[str, Secret] = {}
        self.problem: str | None = None

    async def keep(self, profile: Profile, secret: Secret) -> None:
        """Keep it."""
        self.kept[profile.name] = secret

    async def keyring_problem(self) -> str | None:
        """What the test says."""
        return self.problem

    async def may_ask(self, settings: Settings) -> bool:
        """Where the secret is a command."""
        return settings.secret_source is not None and settings.secret_source.kind is SecretKind.COMMAND
