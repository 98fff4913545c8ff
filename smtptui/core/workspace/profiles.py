"""The saved profiles, as the app sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from smtptui.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Shelf:
    """The saved profiles in their order, which one is active, and the tables [ui] and [keys]."""

    profiles: Mapping[str, Profile]
    active: str | None = None
    ui: Mapping[str, object] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class PutBack(Protocol):
    """Brings back what was deleted."""

    async def __call__(self) -> None:
        """Raises ConfigurationError, WriteError."""


class Profiles(Protocol):
    """The saved profiles."""

    def read(self) -> Shelf:
        """The saved profiles as they are now. Raises ConfigurationError."""

    async def read_again(self) -> Shelf:
        """The same, where nothing may wait for a long file. Raises ConfigurationError."""

    def about(self, profile: Profile) -> str | None:
        """What a profile is there for, where the workspace knows that itself."""

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Save what differs; no network. Raises ConflictError, ConfigurationError, WriteError."""

    async def delete(self, profile: Profile) -> PutBack:
        """Take a profile away; what is returned brings it back. Raises ConflictError, WriteError."""

    async def move(self, name: str, by: int) -> None:
        """Let a profile change places with the one so many places behind it. Raises ConfigurationError, WriteError."""

    async def activate(self, name: str) -> None:
        """Make a profile the active one. Raises ConfigurationError, WriteError."""


def moved(profiles: Mapping[str, Profile], name: str, by: int) -> dict[str, Profile]:
    """The same profiles, this one in the place of the one so many places behind it."""
    names = list(profiles)
    here = names.index(name)
    there = here + by
    if 0 <= there < len(names):
        names[here], names[there] = names[there], names[here]
    return {one: profiles[one] for one in names}
