"""Who else could have written a file: what is executed or sent must be its owner's own word."""

import os
import stat
from pathlib import Path

from smtptui.errors import SecretError
from smtptui.model.secret_source import SecretKind


def refuse_foreign_word(config_path: Path, kind: SecretKind) -> None:
    """Refuse `command:` and `file:` in a configuration that others can write. Raises SecretError with the cure.

    Who can write it could have a command run, or a file sent to a host of theirs, in the operator's name.
    """
    target = Path(os.path.realpath(config_path))
    for place in dict.fromkeys((config_path.parent, target.parent, target)):
        if cure := _writable_by_others(place):
            raise SecretError(f"{kind}: is refused, because others can write {place}", cure)


def _writable_by_others(place: Path) -> str | None:
    """How to cure that others can write `place`; None if nobody can, or nothing is there."""
    if os.name != "posix":
        return None
    try:
        status = place.stat()
    except FileNotFoundError:
        return None
    if status.st_uid not in (os.geteuid(), 0):
        return f"make it your own: chown {os.geteuid()} '{place}'"
    # In a folder with the sticky bit (/tmp) nobody can replace a file of somebody else's.
    sticky_folder = stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_ISVTX
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not sticky_folder:
        return f"run: chmod go-w '{place}'"
    return None
