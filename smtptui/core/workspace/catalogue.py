"""The catalogue of providers, as the app sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings


@dataclass(frozen=True, slots=True)
class MxAnswer:
    """Who takes the mail for a domain: its hosts, and the provider they belong to. `problem` where nobody answered."""

    domain: str
    hosts: tuple[str, ...] = ()
    provider: Provider | None = None
    problem: str | None = None


class Catalogue(Protocol):
    """The providers, and the settings that a profile makes with its own."""

    def provider(self, name: str) -> Provider:
        """An entry of the catalogue. Raises ConfigurationError."""

    def providers(self) -> Sequence[Provider]:
        """The whole catalogue in the picker's order."""

    def provider_for(self, address: str) -> Provider | None:
        """Whose mailboxes have the domain of this address; None where the catalogue does not say."""

    async def ask_mx(self, address: str) -> MxAnswer:
        """Ask DNS who takes mail for the domain of this address. Raises MisuseError for what is no address."""

    def resolve(self, profile: Profile) -> Settings:
        """The settings that a profile makes. Raises ConfigurationError."""
