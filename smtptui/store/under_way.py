"""Marks of messages that are under way: a mark is held as long as the process that took it lives, however it ends."""

import os
import uuid
from pathlib import Path

from smtptui.store.atomic import FILE_MODE, make_private_folder
from smtptui.store.paths import state_folder

_held: dict[str, int] = {}


def take() -> str:
    """A new mark, ours until it is let go or this process ends. Raises OSError."""
    mark = uuid.uuid4().hex
    path = _path(mark)
    make_private_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE)
    _claim(descriptor)
    _held[mark] = descriptor
    return mark


def let_go(mark: str) -> None:
    """The message's end is known."""
    os.close(_held.pop(mark))
    _path(mark).unlink(missing_ok=True)


def is_held(mark: str) -> bool:
    """Whether the process that took it lives. What one that is gone has left is cleared away."""
    path = _path(mark)
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        _claim(descriptor)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    path.unlink(missing_ok=True)
    return False


def _path(mark: str) -> Path:
    return state_folder() / "under-way" / mark


def _claim(descriptor: int) -> None:
    # A lock goes with its process (flock(2)); a process number would be given to another one.
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
