"""What was typed into a form and not saved, as it is kept for the case that the app ends first."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class KeptDraft(NamedTuple):
    """The texts of one form by the names of its fields, without any secret.

    `saved` is the name of the profile that they stand over, None for a new one; `before` are that profile's own texts.
    `mail` is what was written of its test message.
    """

    saved: str | None
    texts: Mapping[str, str]
    before: Mapping[str, str]
    mail: Mapping[str, str] = MappingProxyType({})

    @property
    def typed(self) -> dict[str, str]:
        """The texts that differ from the saved profile's."""
        return {name: text for name, text in self.texts.items() if text != self.before.get(name, "")}
