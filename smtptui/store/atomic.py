"""A file replaced whole or not at all, readable by its owner alone."""

import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from smtptui.errors import WriteError
from smtptui.store.staging import staged

FILE_MODE = 0o600
FOLDER_MODE = 0o700


def write_atomically(path: Path, octets: bytes, *, keep_mode: bool = False) -> None:
    """Put `octets` in place of what `path` holds, mode 0600. Raises WriteError; what was there is then still there.

    A symbolic link stays one: the file that it names is replaced, in that file's own folder. Where root edits
    somebody else's file, it stays theirs. `keep_mode` lets a file that is there keep its group and its mode, too, where
    that is ours to give.
    """
    target = Path(os.path.realpath(path))
    try:
        make_private_folder(target.parent)
        before = _status(target)
        keep = _keep_owner_and_mode if keep_mode else _keep_owner
        replace_file(target, octets, lambda descriptor: keep(descriptor, before))
    except OSError as error:
        raise unwritable(path, error) from error


def make_private_folder(folder: Path) -> None:
    """Make `folder` and what is missing above it, mode 0700; what exists stays as it is."""
    for missing in reversed([part for part in (folder, *folder.parents) if not part.exists()]):
        missing.mkdir(mode=FOLDER_MODE, exist_ok=True)


def unwritable(path: Path, error: OSError) -> WriteError:
    """The error for a file that cannot be written, in the system's words."""
    return WriteError(f"{path} could not be written: {error.strerror or error}", "nothing in it was changed")


def _status(target: Path) -> os.stat_result | None:
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(0, "it is not a regular file")
    return status


def replace_file(target: Path, octets: bytes, prepare: Callable[[int], None]) -> None:
    """Put a file that holds `octets` in place of `target`; all of it, or nothing and an OSError."""
    with staged(target, octets, prepare) as new:
        new.put()
    flush_folder(target.parent)


def _keep_owner_and_mode(descriptor: int, before: os.stat_result | None) -> None:
    _keep_owner(descriptor, before)
    if before is None or os.name != "posix":
        return
    # Only who is in a group gives files to it; without it the mode would let others in.
    with suppress(PermissionError):
        os.fchown(descriptor, -1, before.st_gid)
        os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def _keep_owner(descriptor: int, before: os.stat_result | None) -> None:
    if before is not None and os.name == "posix" and os.geteuid() == 0:
        os.fchown(descriptor, before.st_uid, before.st_gid)


def flush_folder(folder: Path) -> None:
    """Make the rename itself last through a power cut; Windows has no such call."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
