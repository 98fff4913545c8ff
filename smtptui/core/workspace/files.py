"""The operator's other files: what is attached to a message, and a report that is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smtptui.daemon import in_daemon

if TYPE_CHECKING:
    from smtptui.core.files import SeenFiles
    from smtptui.core.written import Written
    from smtptui.model.settings import Settings
    from smtptui.smtp.message import Draft


class Files(Protocol):
    """Files to attach and to write."""

    async def seen(self, typed: str) -> "SeenFiles":
        """What stands at these paths, and how the last of them may go on."""

    async def mail_drafts(self, settings: "Settings", written: "Written") -> "Sequence[Draft]":
        """The messages that were written, with their files. Raises MisuseError for a bad address or file."""

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """Write a report that only the operator can read; False where something is there. Raises WriteError."""


class OperatorsFiles:
    """Those of this machine. They are all that the sandbox touches of the operator's."""

    async def seen(self, typed: str) -> "SeenFiles":
        """Looks into the operator's folders."""
        from smtptui.core.files import seen_files

        return await in_daemon(lambda: seen_files(typed))

    async def mail_drafts(self, settings: "Settings", written: "Written") -> "Sequence[Draft]":
        """Reads the files that are attached."""
        from smtptui.core.written import drafts_of

        return await in_daemon(lambda: drafts_of(settings, written))

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """Mode 0600, whole or not at all."""
        return await in_daemon(lambda: _written(path.expanduser(), text, replace=replace))


def _written(path: Path, text: str, *, replace: bool) -> bool:
    from smtptui.store.atomic import write_atomically

    if path.exists() and not replace:
        return False
    write_atomically(path, text.encode())
    return True
