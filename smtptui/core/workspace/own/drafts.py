"""What was typed and not saved, in files beside config.toml."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.daemon import in_daemon
from smtptui.model.kept_draft import KeptDraft

if TYPE_CHECKING:
    from smtptui.store.drafts import DraftFile


class OwnDrafts:
    """One file an app that runs."""

    def __init__(self, config_path: Path) -> None:
        self._config_path = config_path

    @cached_property
    def _file(self) -> "DraftFile":
        from smtptui.store.drafts import DraftFile

        return DraftFile(self._config_path)

    async def left(self) -> Sequence[KeptDraft]:
        """From the files of apps that run no more."""
        return await in_daemon(self._file.left)

    async def keep(self, drafts: Sequence[KeptDraft]) -> None:
        """In this app's own file."""
        await in_daemon(lambda: self._file.keep(drafts))

    def close(self) -> None:
        """Let the file go; what is in it is the next app's."""
        self._file.close()
