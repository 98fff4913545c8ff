"""A demo's profiles: one a scenario, and what was made of them."""

from collections.abc import Sequence

from smtptui import providers
from smtptui.core.demo import demo_profile
from smtptui.core.workspace.profiles import PutBack, Shelf, moved
from smtptui.core.workspace.sandbox.catalogue import SandboxCatalogue
from smtptui.model.profile import Profile
from smtptui.sandbox.server import Sandbox


class SandboxProfiles:
    """Kept in memory."""

    def __init__(self, sandbox: Sandbox, catalogue: SandboxCatalogue) -> None:
        self._sandbox = sandbox
        self._catalogue = catalogue
        self._profiles: dict[str, Profile] = {}
        self._active: str | None = None

    def fill(self) -> Sequence[Profile]:
        """Those of the scenarios, whose servers have to run; the first is the active one."""
        filled = [demo_profile(self._sandbox, scenario) for scenario in self._sandbox.scenarios]
        self._profiles = {profile.name: profile for profile in filled}
        self._active = filled[0].name
        return filled

    def read(self) -> Shelf:
        """The scenarios' profiles, and what was made of them."""
        return Shelf(dict(self._profiles), self._active)

    async def read_again(self) -> Shelf:
        """It is in memory."""
        return self.read()

    def about(self, profile: Profile) -> str | None:
        """What the scenario rehearses."""
        if profile.provider != providers.CUSTOM:
            title = self._catalogue.provider(profile.provider).title
            return f"The sandbox plays {title} here: it lets in whoever brings a login of the right shape."
        return next((one.rehearses for one in self._sandbox.scenarios if one.name == profile.name), None)

    async def save(self, before: Profile | None, after: Profile) -> None:
        """Keep it in its place."""
        if before is not None and before.name != after.name:
            self._profiles = {
                after.name if name == before.name else name: profile for name, profile in self._profiles.items()
            }
            self._active = after.name if self._active == before.name else self._active
        self._profiles[after.name] = after

    async def delete(self, profile: Profile) -> PutBack:
        """Forget it."""
        before, active = dict(self._profiles), self._active
        self._profiles.pop(profile.name, None)
        self._active = None if self._active == profile.name else self._active

        async def put_back() -> None:
            self._profiles = before | self._profiles
            self._active = self._active or active

        return put_back

    async def move(self, name: str, by: int) -> None:
        """Put it there."""
        self._profiles = moved(self._profiles, name, by)

    async def activate(self, name: str) -> None:
        """Mark it."""
        self._active = name
