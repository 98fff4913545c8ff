"""Files put where other programs look for them: owner, mode, a copy of what was there, never outside their root.

Several are put together: all of them are on the disk before the first takes its place, and what has taken its place
goes back where a later one fails. `smtptui.store.journal` does the same for a process that was killed.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import WriteError
from smtptui.store.atomic import flush_folder
from smtptui.store.staging import Staged, staged
from smtptui.store.step import Step, backup_for, hide_copies, mode_of, remove_folders, take_back


class Placement(NamedTuple):
    """What shall stand at `path` below the root; `owner` is as chown takes it, "" for whoever writes.

    `octets` is None where nothing shall stand there any more.
    """

    path: str
    octets: bytes | None
    owner: str = ""
    mode: int = 0o600


class _Leaving(NamedTuple):
    """A file that goes, in the manner of one that comes."""

    target: Path

    def put(self) -> None:
        """Take it away; its copy stays. Raises OSError."""
        os.unlink(self.target)


class Placed(NamedTuple):
    """Where a file was put; `backup` is the copy of what stood there, None where nothing did."""

    path: Path
    backup: Path | None
    owner_kept: bool


Announce = Callable[[Sequence[Step], Sequence[Path]], None]


def under(root: Path, path: str) -> Path:
    """`path` below `root`, every link resolved. Raises WriteError where it leads out of `root`."""
    top = root.resolve()
    try:
        inside = (top / path.lstrip("/")).resolve()
    except (OSError, RuntimeError) as error:
        raise WriteError(f"{path} below {root} is a link to itself", "nothing was written") from error
    if not inside.is_relative_to(top):
        raise WriteError(f"{path} leads out of {root} by a symbolic link", "nothing was written")
    return inside


def place(path: str, root: Path, octets: bytes, *, owner: str, mode: int) -> Placed:
    """Replace `path` below `root`, whole or not at all. Raises WriteError; what was there is then still there."""
    return place_all([Placement(path, octets, owner, mode)], root)[0]


def place_all(
    placements: Sequence[Placement], root: Path, announce: Announce = lambda steps, folders: None
) -> Sequence[Placed]:
    """Replace all of them, or none. Raises WriteError; what was there is then still there.

    Only root can give a file away, everybody else keeps it. The copy of what was there is the old file itself under
    another name, with its owner. Folders are made only below a root of the operator's own. `announce` is told the
    steps, and the folders that were made, when all is on the disk and nothing has been replaced.
    """
    targets = [under(root, one.path) for one in placements]
    made: list[Path] = []
    try:
        with ExitStack() as stack:
            news = []
            for target, one in zip(targets, placements, strict=True):
                with _blaming(target):
                    made += _make_folder(target, root)
                    news.append(stack.enter_context(_new(target, one)))
            steps = [step for _, step, _ in news]
            announce(steps, made)
            _put_all(news)
    except BaseException:
        remove_folders(made)
        raise
    # Not before: until then they are the files that the readers read.
    for step in steps:
        hide_copies(step)
    return [Placed(step.target, step.backup, given) for _, step, given in news]


def _make_folder(target: Path, root: Path) -> Sequence[Path]:
    """The folders that had to be made for `target`, the outermost first."""
    missing = [part for part in reversed(target.parents) if not part.exists()]
    if missing and root == Path("/"):
        raise WriteError(f"{target.parent} is not there", "is the program that reads it installed?")
    for folder in missing:
        folder.mkdir()
    if target.exists() and not target.is_file():
        raise WriteError(f"{target} is not a regular file", "nothing was written")
    return missing


@contextmanager
def _new(target: Path, placement: Placement) -> Iterator[tuple[Staged | _Leaving, Step, bool]]:
    given: list[bool] = []
    copy, mode = backup_for(target), mode_of(target)

    def prepare(descriptor: int) -> None:
        given.append(_give(descriptor, placement.owner))
        os.fchmod(descriptor, placement.mode)

    with _held(target.parent) as folder:
        if placement.octets is None:
            yield _Leaving(folder / target.name), Step(target, None, copy, mode), True
            return
        with staged(folder / target.name, placement.octets, prepare) as new:
            yield new, Step(target, new.identity, copy, mode), all(given)


def _put_all(news: Sequence[tuple[Staged | _Leaving, Step, bool]]) -> None:
    begun: list[Step] = []
    try:
        for new, step, _ in news:
            begun.append(step)
            with _blaming(step.target):
                _put(new, step)
    except BaseException:
        for step in reversed(begun):
            take_back(step)
        raise


def _put(new: Staged | _Leaving, step: Step) -> None:
    if step.backup and not step.backup.exists():
        # Another name for the file that is about to be replaced: no copy that could be cut short.
        os.link(new.target, new.target.with_name(step.backup.name), follow_symlinks=False)
    new.put()
    flush_folder(new.target.parent)


@contextmanager
def _held(folder: Path) -> Iterator[Path]:
    """`folder` by a way that stays, held open from the top without following a link.

    Else whoever owns a folder on the way could put a link in its place after it was looked at.
    """
    if not os.path.isdir("/proc/self/fd"):
        yield folder
        return
    # Of a folder on the way nothing is needed but to pass through it.
    flags = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW
    held = os.open(folder.anchor, flags)
    try:
        for part in folder.parts[1:]:
            deeper = os.open(part, flags, dir_fd=held)
            os.close(held)
            held = deeper
        yield Path(f"/proc/self/fd/{held}")
    finally:
        os.close(held)


@contextmanager
def _blaming(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(f"{target} could not be written: {error.strerror}", "nothing was changed") from error


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
