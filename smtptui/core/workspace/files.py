"""The operator's other files: what is attached to a message, and a report that is written."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smtptui.daemon import in_daemon
from smtptui.errors import MisuseError

if TYPE_CHECKING:
    from smtptui.core.files import SeenFiles
    from smtptui.core.importing.scan import FoundFile
    from smtptui.core.pasted import PastedSettings
    from smtptui.core.written import Written
    from smtptui.model.provider import Provider
    from smtptui.model.settings import Settings
    from smtptui.smtp.message import Draft


class Files(Protocol):
    """Files to attach and to write."""

    async def seen(self, typed: str) -> "SeenFiles":
        """What stands at these paths, and how the last of them may go on."""

    async def found_here(self) -> "Sequence[FoundFile]":
        """The files of this machine that hold settings to import, told by what is there: none is opened."""

    async def read_settings(self, typed: str, catalogue: "Sequence[Provider]") -> "PastedSettings":
        """What stands in these files. Raises MisuseError, ConfigurationError."""

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

    async def found_here(self) -> "Sequence[FoundFile]":
        """Those that the operator may read."""
        from smtptui.core.importing.scan import found_files

        return [one for one in await in_daemon(found_files) if one.readable]

    async def read_settings(self, typed: str, catalogue: "Sequence[Provider]") -> "PastedSettings":
        """Reads them."""
        return await in_daemon(lambda: _settings_in(typed, catalogue))

    async def mail_drafts(self, settings: "Settings", written: "Written") -> "Sequence[Draft]":
        """Reads the files that are attached."""
        from smtptui.core.written import drafts_of

        return await in_daemon(lambda: drafts_of(settings, written))

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """Mode 0600, whole or not at all."""
        return await in_daemon(lambda: _written(path.expanduser(), text, replace=replace))


def _settings_in(typed: str, catalogue: "Sequence[Provider]") -> "PastedSettings":
    from smtptui.core.files import paths_in
    from smtptui.core.importing import all_taken_apart
    from smtptui.core.importing.source import from_file

    paths = paths_in(typed)
    if not paths:
        raise MisuseError("no file is named yet", "type its path")
    first, *others = (one.found for one in all_taken_apart([from_file(path) for path in paths], catalogue))
    names = ", ".join(other.profile.name for other in others if other.profile)
    if not names:
        return first
    return first._replace(notices=(*first.notices, f"it also holds {names}: `smtptui import` takes them all"))


def _written(path: Path, text: str, *, replace: bool) -> bool:
    from smtptui.store.atomic import write_atomically

    if path.exists() and not replace:
        return False
    write_atomically(path, text.encode())
    return True
