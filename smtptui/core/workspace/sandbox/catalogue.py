"""The catalogue in a demo: the sandbox stands in every provider's place."""

from collections.abc import Sequence

from smtptui import providers
from smtptui.core.settings import resolve
from smtptui.core.stand_in import in_place
from smtptui.core.workspace.catalogue import MxAnswer
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.sandbox.server import Sandbox


class SandboxCatalogue:
    """Entries come from the package alone; the settings lead to the sandbox's servers."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        # The profiles whose provider the sandbox plays.
        self._played: set[str] = set()

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue."""
        return providers.load(name)

    def providers(self) -> Sequence[Provider]:
        """The whole catalogue."""
        return providers.load_all()

    def provider_for(self, address: str) -> Provider | None:
        """From the catalogue."""
        from smtptui.core.detect import provider_for_address

        name = provider_for_address(address)
        return self.provider(name) if name is not None else None

    async def ask_mx(self, address: str) -> MxAnswer:
        """Nothing leaves the sandbox, no question either."""
        return MxAnswer(address.rpartition("@")[2], problem="the sandbox asks nobody outside this machine")

    def resolve(self, profile: Profile) -> Settings:
        """The settings, with the name of the provider that is rehearsed, so that hints are that provider's.

        A server elsewhere has the sandbox's in its place.
        """
        settings = resolve(profile, self.provider(profile.provider))
        self._played.discard(profile.name)
        if not settings.endpoint.is_loopback:
            self._played.add(profile.name)
            return in_place(settings, self._sandbox)
        rehearsed = (one.provider for one in self._sandbox.scenarios if one.name == profile.name)
        return settings._replace(provider=next(rehearsed, settings.provider))

    def plays(self, settings: Settings) -> bool:
        """Whether the sandbox's server stands in a provider's place in these settings, which came from `resolve`."""
        return settings.profile in self._played
