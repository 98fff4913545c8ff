"""A file put where another program looks for it: owner, mode, a copy of what was there, never outside its root."""

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import WriteError
from smtptui.store.atomic import replace_file


class Placed(NamedTuple):
    """Where a file was put; `backup` is the copy of what stood there, None where nothing did."""

    path: Path
    backup: Path | None
    owner_kept: bool


def under(root: Path, path: str) -> Path:
    """`path` below `root`, every link resolved. Raises WriteError where it leads out of `root`."""
    top = root.resolve()
    inside = (top / path.lstrip("/")).resolve()
    if not inside.is_relative_to(top):
        raise WriteError(f"{path} leads out of {root} by a symbolic link", "nothing was written")
    return inside


def place(path: str, root: Path, octets: bytes, *, owner: str, mode: int) -> Placed:
    """Replace `path` below `root`, whole or not at all. Raises WriteError; what was there is then still there.

    `owner` is as chown takes it; only root can give a file away, everybody else keeps it. The copy of what was there
    is the old file itself under another name, with its owner. Folders are made only below a root of the operator's own.
    """
    target = under(root, path)
    try:
        if root != Path("/"):
            target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists() and not target.is_file():
            raise WriteError(f"{target} is not a regular file", "nothing was written")
        if not target.parent.is_dir():
            raise WriteError(f"{target.parent} is not there", "is the program that reads it installed?")
        return _replace(target, octets, owner, mode)
    except OSError as error:
        raise WriteError(f"{target} could not be written: {error.strerror}", "nothing was changed") from error


def _replace(target: Path, octets: bytes, owner: str, mode: int) -> Placed:
    given: list[bool] = []
    backups: list[Path] = []

    def prepare(descriptor: int) -> None:
        given.append(_give(descriptor, owner))
        os.fchmod(descriptor, mode)

    replace_file(target, octets, prepare, lambda: backups.extend(_backup(target)))
    # Not before: until then it is the file that the reader reads.
    for backup in backups:
        _hide(backup)
    return Placed(target, backups[0] if backups else None, all(given))


def _give(descriptor: int, owner: str) -> bool:
    """Whether the file has the owner that its reader expects."""
    if not owner:
        return True
    if os.geteuid() != 0:
        return False
    user, _, group = owner.partition(":")
    try:
        shutil.chown(descriptor, user, group)
    except LookupError:
        # The reader is not installed here: its files are prepared under a root of their own.
        return False
    return True


def _backup(target: Path) -> list[Path]:
    """Another name for the file that is about to be replaced: no copy that could be cut short."""
    if not target.exists():
        return []
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    backup = target.with_name(f"{target.name}.{moment}.bak")
    os.link(target, backup)
    return [backup]


def _hide(backup: Path) -> None:
    """What was readable for all may hold a secret, too: the copy is for its owner alone."""
    backup.chmod(stat.S_IMODE(backup.stat().st_mode) & 0o700)
