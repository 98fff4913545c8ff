"""A new file that has no name until all of it is on the disk; then it takes the place of the old one."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

# What a file is called between its two last steps, and while it is written where nameless files cannot be had.
_SCRATCH_END = ".smtptui-new"
# open(2): the file system has no nameless files (EOPNOTSUPP), or the kernel does not know the flag (the others).
_NAMELESS_UNKNOWN = (errno.EOPNOTSUPP, errno.EISDIR, errno.EINVAL, errno.ENOENT)


class Identity(NamedTuple):
    """By what a file is known again, under whatever name: the number of a file that is gone is soon given away."""

    device: int
    inode: int
    written_ns: int


class Staged:
    """A complete file beside its target."""

    def __init__(self, target: Path, descriptor: int, scratch: Path | None) -> None:
        self.target = target
        self.scratch = scratch
        self._descriptor = descriptor

    @property
    def identity(self) -> Identity:
        """By what it is known again."""
        return identity_of(os.fstat(self._descriptor))

    def put(self) -> None:
        """Take the target's place, in one step. Raises OSError; the old file is then still there."""
        if self.scratch is None:
            scratch = _scratch_of(self.target)
            # linkat(2) follows the link in /proc only when it is asked by descriptor; these paths need none.
            os.link(_in_proc(self._descriptor), scratch, src_dir_fd=self._descriptor)
            self.scratch = scratch
        os.replace(self.scratch, self.target)
        self.scratch = None


@contextmanager
def staged(target: Path, octets: bytes, prepare: Callable[[int], None]) -> Iterator[Staged]:
    """A file that holds `octets`, on the disk, for as long as the context lasts. Raises OSError.

    `prepare` gives it, by its descriptor, the owner and mode that it shall have: until then it is 0600. A process that
    is killed leaves nothing, but for the moment between the two steps of `put`, in which the file has both its content
    and a name of its own; whoever next writes the same target removes what was left.
    """
    remove_leftovers(target)
    descriptor, scratch = _opened(target)
    try:
        new = Staged(target, descriptor, scratch)
        _claim(descriptor)
        with os.fdopen(descriptor, "wb", closefd=False) as file:
            prepare(descriptor)
            file.write(octets)
            file.flush()
            os.fsync(descriptor)
        try:
            yield new
        finally:
            scratch = new.scratch
    finally:
        if scratch is not None:
            os.unlink(scratch)
        os.close(descriptor)


def identity_of(status: os.stat_result) -> Identity:
    """The identity of a file that was looked at."""
    return Identity(status.st_dev, status.st_ino, status.st_mtime_ns)


def remove_leftovers(target: Path) -> None:
    """Remove what a killed process left beside `target`; what another one is writing is left alone."""
    if os.name != "posix":
        return
    with os.scandir(target.parent) as entries:
        found = [entry.name for entry in entries if _is_scratch(entry.name, target.name)]
    for name in found:
        # Not ours to read, or gone meanwhile: then it is not ours to remove either.
        with suppress(FileNotFoundError, PermissionError):
            _remove_unclaimed(target.with_name(name))


def _is_scratch(name: str, target_name: str) -> bool:
    return name.startswith(f".{target_name}.") and name.endswith(_SCRATCH_END)


def _remove_unclaimed(scratch: Path) -> None:
    descriptor = os.open(scratch, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        _claim(descriptor)
        os.unlink(scratch)
    except BlockingIOError:
        # Its writer lives.
        return
    finally:
        os.close(descriptor)


def _claim(descriptor: int) -> None:
    """Show for as long as this process lives that somebody writes the file; BlockingIOError where another does."""
    if os.name == "posix":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _opened(target: Path) -> tuple[int, Path | None]:
    """A file without a name, or, where there is no such thing, one with a name of its own."""
    nameless = getattr(os, "O_TMPFILE", 0)
    if nameless and os.path.isdir(_in_proc("")):
        try:
            return os.open(target.parent, nameless | os.O_WRONLY, 0o600), None
        except OSError as error:
            if error.errno not in _NAMELESS_UNKNOWN:
                raise
    scratch = _scratch_of(target)
    # O_EXCL never follows a link.
    return os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), scratch


def _scratch_of(target: Path) -> Path:
    return target.with_name(f".{target.name}.{os.urandom(4).hex()}{_SCRATCH_END}")


def _in_proc(descriptor: int | str) -> str:
    return f"/proc/self/fd/{descriptor}"
