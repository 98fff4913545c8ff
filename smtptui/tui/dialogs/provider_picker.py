"""Choose who takes the mail: the catalogue, found by name or by the domain of an address."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.model.provider import Provider, ProviderKind
from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.widgets.listing import Listing, PickItem

_KINDS = {
    ProviderKind.ESP: "sending service",
    ProviderKind.MAILBOX: "mailbox",
    ProviderKind.RELAY: "relay",
    ProviderKind.CATCHER: "catches test mail",
    ProviderKind.CUSTOM: "any server",
}


class ProviderPicker(PickDialog):
    """Returns the provider's name."""

    def __init__(self, providers: Sequence[Provider], current: str | None) -> None:
        items = Listing.of([_line(provider) for provider in providers])
        super().__init__(
            "who takes your mail?",
            items,
            current=current,
            title_width=30,
            hint="a name, or your mail address",
            nouns=("provider", "providers"),
        )

    def query_for(self, typed: str) -> str:
        """Of an address its domain: that says who serves it."""
        return typed.rpartition("@")[2]


def _line(provider: Provider) -> tuple[str, PickItem, str]:
    words = _KINDS[provider.kind]
    haystack = " ".join((provider.title, provider.name, *provider.aliases, *provider.domains, words))
    return provider.name, PickItem(Content(provider.title), words), haystack
