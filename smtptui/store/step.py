"""One file's replacement or removal, and the way back from it, however far it has come."""

import os
import re
import stat
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from smtptui.store.atomic import flush_folder
from smtptui.store.staging import Identity, identity_of, remove_leftovers

_BACKUP_END = ".bak"
_BACKUP = re.compile(r"\.\d{8}T\d{12}\.bak")


class Step(NamedTuple):
    """`target` becomes the file `new`, or goes where that is None; `backup` is the old one's other name.

    `backup` and `old_mode` are None for a new file.
    """

    target: Path
    new: Identity | None
    backup: Path | None
    old_mode: int | None = None


class Back(Enum):
    """What the way back found: the old file still there, the new one taken away, or something of somebody else's."""

    WAS_OLD = "was old"
    TAKEN_BACK = "taken back"
    FOREIGN = "foreign"


def is_new(step: Step) -> bool:
    """Whether it has been taken: the new file stands in its place, or the old one has gone."""
    return _identity(step.target) == step.new


def take_back(step: Step) -> Back:
    """Give the target the file that it had, or none where it had none. Raises OSError.

    What somebody else has put there since stays, and so does then the copy of the old file.
    """
    if step.target.parent.exists():
        remove_leftovers(step.target)
    there = _identity(step.target)
    if there == step.new:
        _undo(step)
        flush_folder(step.target.parent)
        return Back.TAKEN_BACK
    if step.backup is None:
        return Back.WAS_OLD if there is None else Back.FOREIGN
    if not step.backup.exists():
        return Back.WAS_OLD
    if _identity(step.backup) != there:
        return Back.FOREIGN
    step.backup.unlink()
    return Back.WAS_OLD


def backup_for(target: Path) -> Path | None:
    """The name for a copy of what stands there: the one that it has already, or a new one; None without a file."""
    there = _identity(target)
    if there is None:
        return None
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    had = (copy for copy in _copies(target) if _identity(copy) == there)
    return next(had, target.with_name(f"{target.name}.{moment}{_BACKUP_END}"))


def mode_of(target: Path) -> int | None:
    """The mode of what stands there; None without a file."""
    try:
        return stat.S_IMODE(target.lstat().st_mode)
    except FileNotFoundError:
        return None


def hide_copies(step: Step) -> None:
    """What was readable for all may hold a secret, too: copies are for their owner alone."""
    for copy in _copies(step.target):
        status = copy.lstat()
        if stat.S_ISREG(status.st_mode) and identity_of(status) != step.new:
            copy.chmod(stat.S_IMODE(status.st_mode) & 0o700)


def _copies(target: Path) -> Sequence[Path]:
    with os.scandir(target.parent) as entries:
        names = [entry.name for entry in entries]
    return [target.with_name(name) for name in names if _is_copy(name, target.name)]


def _is_copy(name: str, target_name: str) -> bool:
    return name.startswith(f"{target_name}.") and _BACKUP.fullmatch(name[len(target_name) :]) is not None


def remove_folders(made: Sequence[Path]) -> None:
    """Remove the folders that were made for files that are not there now; the outermost comes first in `made`."""
    for folder in reversed(made):
        if folder.exists() and not any(folder.iterdir()):
            folder.rmdir()


def _undo(step: Step) -> None:
    if step.backup is None:
        step.target.unlink()
    elif step.backup.exists():
        if step.old_mode is not None:
            # Before it has its name again: who is killed in between has not come back yet.
            step.backup.chmod(step.old_mode)
        os.replace(step.backup, step.target)


def _identity(path: Path) -> Identity | None:
    try:
        return identity_of(path.lstat())
    except FileNotFoundError:
        return None
