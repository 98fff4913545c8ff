"""Marks of messages that are under way: a mark is held as long as the process that took it lives, however it ends."""

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.store.atomic import FILE_MODE, make_private_folder
from smtptui.store.paths import state_folder

if TYPE_CHECKING:
    from filelock import FileLock

_held: "dict[str, FileLock]" = {}


def take() -> str:
    """A new mark, ours until it is let go or this process ends. Raises OSError."""
    mark = uuid.uuid4().hex
    make_private_folder(_path(mark).parent)
    lock = _lock(mark)
    lock.acquire()
    _held[mark] = lock
    return mark


def let_go(mark: str) -> None:
    """The message's end is known."""
    _held.pop(mark).release()
    _path(mark).unlink(missing_ok=True)


def is_held(mark: str) -> bool:
    """Whether the process that took it lives. What one that is gone has left is cleared away."""
    from filelock import Timeout

    path = _path(mark)
    if not path.exists():
        return False
    try:
        with _lock(mark):
            path.unlink(missing_ok=True)
    except Timeout:
        return True
    return False


def _path(mark: str) -> Path:
    return state_folder() / "under-way" / mark


def _lock(mark: str) -> "FileLock":
    """It goes with its process (flock(2)), where a process number would be given to another one."""
    from filelock import FileLock

    # Whichever thread takes it, the process has it.
    return FileLock(_path(mark), timeout=0, mode=FILE_MODE, thread_local=False)
