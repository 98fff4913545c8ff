"""A catalogue of four."""

from collections.abc import Sequence

from smtptui.core.settings import resolve
from smtptui.core.workspace.catalogue import MxAnswer
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from tests.tui.catalogue import PROVIDERS


class StillCatalogue:
    """`mx` is what DNS answers."""

    def __init__(self) -> None:
        self.mx = MxAnswer("example.org", ("mx.example.org",))

    def provider(self, name: str) -> Provider:
        """One of four."""
        return PROVIDERS[name]

    def providers(self) -> Sequence[Provider]:
        """All four."""
        return list(PROVIDERS.values())

    def provider_for(self, address: str) -> Provider | None:
        """By the domains of the four."""
        domain = address.rpartition("@")[2]
        return next((one for one in PROVIDERS.values() if domain in one.domains), None)

    async def ask_mx(self, address: str) -> MxAnswer:
        """What the test says."""
        return self.mx

    def resolve(self, profile: Profile) -> Settings:
        """As everywhere."""
        return resolve(profile, self.provider(profile.provider))
