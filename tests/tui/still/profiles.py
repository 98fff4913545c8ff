"""Profiles in memory."""

from collections.abc import Sequence

from smtptui.core.workspace.profiles import PutBack, Shelf, moved
from smtptui.errors import ConflictError
from smtptui.model.profile import Profile
from smtptui.model.secret_source import SecretKind, SecretSource

_KEYRING = SecretSource(SecretKind.KEYRING)
PROFILES = (
    Profile(
        "darrensnet",
        "ses",
        "AKIAIOSFODNN7EXAMPLE",
        "notifications@darrensnet.com",
        "Darren's social network",
        "webmaster@darrensnet.com",
        _KEYRING,
        "eu-west-1",
    ),
    Profile(
        "staging", "gmail", "fred@gmail.com", "fred@gmail.com", "Fred", "ops@example.com", _KEYRING, group="staging"
    ),
    Profile(
        "tokens",
        "postmark",
        None,
        "hello@example.com",
        None,
        "ops@example.com",
        SecretSource(SecretKind.ENV, "POSTMARK_TOKEN"),
    ),
    Profile("relay", "custom", None, "root@host.example", None, "ops@example.com", host="relay.example.net"),
)


class StillProfiles:
    """`changed_by_others` are conflicts that the next save meets."""

    def __init__(self, profiles: Sequence[Profile], active: str | None) -> None:
        self.saved = {profile.name: profile for profile in profiles}
        self.active = active if active in self.saved else None
        self.theme = "dark"
        self.keys: dict[str, str] = {}
        self.changed_by_others: list[tuple[str, str, str]] = []

    def read(self) -> Shelf:
        """The profiles now."""
        return Shelf(dict(self.saved), self.active, {"theme": self.theme}, self.keys)

    async def read_again(self) -> Shelf:
        """It is in memory."""
        return self.read()

    def about(self, profile: Profile) -> str | None:
        """Nothing."""
        return None

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Refuse once where somebody else was quicker."""
        if self.changed_by_others:
            conflicts, self.changed_by_others = self.changed_by_others, []
            raise ConflictError("somebody else changed the same meanwhile", conflicts)
        if before is not None:
            self.saved.pop(before.name)
        self.saved[after.name] = after

    async def delete(self, profile: Profile) -> PutBack:
        """Forget it."""
        before = dict(self.saved)
        self.saved.pop(profile.name)

        async def put_back() -> None:
            self.saved = before | self.saved

        return put_back

    async def move(self, name: str, by: int) -> None:
        """As everywhere."""
        self.saved = moved(self.saved, name, by)

    async def activate(self, name: str) -> None:
        """Mark it."""
        self.active = name
