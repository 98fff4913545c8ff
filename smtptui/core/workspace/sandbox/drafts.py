"""A demo's drafts: none."""

from collections.abc import Sequence

from smtptui.model.kept_draft import KeptDraft


class SandboxDrafts:
    """Nothing outlives the sandbox."""

    async def left(self) -> Sequence[KeptDraft]:
        """Nothing."""
        return ()

    async def keep(self, drafts: Sequence[KeptDraft]) -> None:
        """Nothing is written."""
