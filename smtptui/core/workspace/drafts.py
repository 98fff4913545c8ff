"""What was typed and not saved, as the app sees it."""

from collections.abc import Sequence
from typing import Protocol

from smtptui.model.kept_draft import KeptDraft


class Drafts(Protocol):
    """What was typed and not saved, without secrets."""

    async def left(self) -> Sequence[KeptDraft]:
        """What was typed in an app that ended before it was saved. Raises WriteError."""

    async def keep(self, drafts: Sequence[KeptDraft]) -> None:
        """Keep these for the case that this app ends so; what was left before goes. Raises WriteError."""
