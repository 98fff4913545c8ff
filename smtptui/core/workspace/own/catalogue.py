"""The catalogue with the operator's own providers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui import providers
from smtptui.core.settings import resolve
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings

if TYPE_CHECKING:
    from smtptui.core.workspace.catalogue import MxAnswer


class OwnCatalogue:
    """Entries come from the package, and from `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue, or the operator's own."""
        return providers.load(name, self._folder)

    def providers(self) -> Sequence[Provider]:
        """All of them, in the picker's order."""
        return providers.load_all(self._folder)

    def provider_for(self, address: str) -> Provider | None:
        """From the catalogue, or the operator's own."""
        from smtptui.core.detect import provider_for_address

        name = provider_for_address(address, self._folder)
        return self.provider(name) if name is not None else None

    async def ask_mx(self, address: str) -> "MxAnswer":
        """Ask this machine's resolver."""
        from smtptui.core.mx import ask_mx

        return await ask_mx(address, self.providers())

    def resolve(self, profile: Profile) -> Settings:
        """The settings that a profile makes. Raises ConfigurationError."""
        return resolve(profile, self.provider(profile.provider))
