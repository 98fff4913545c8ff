"""Drafts in memory."""

from collections.abc import Sequence

from smtptui.model.kept_draft import KeptDraft


class StillDrafts:
    """`others` are what another app left, `kept` what this one keeps."""

    def __init__(self) -> None:
        self.others: list[KeptDraft] = []
        self.kept: list[KeptDraft] = []

    async def left(self) -> Sequence[KeptDraft]:
        """What the test says."""
        return self.others

    async def keep(self, drafts: Sequence[KeptDraft]) -> None:
        """For the test to look at."""
        self.kept = list(drafts)
