"""What a deployment is about to replace, on the disk until it is done: a killed one is put right by the next."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.errors import WriteError
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable, write_atomically
from smtptui.store.paths import state_folder
from smtptui.store.staging import Identity, remove_leftovers
from smtptui.store.step import Back, Step, hide_copies, is_new, remove_folders, take_back

_LOCK_TIMEOUT_S = 10.0


class Repair(NamedTuple):
    """What became of a file of a deployment that was killed: `finished`, else taken back, or left to somebody else."""

    path: Path
    finished: bool
    foreign: bool = False


class Journal:
    """What is about to be replaced, in a file that lasts as long as that is not done; one process at a time uses it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def is_open(self) -> bool:
        """Whether something was begun and not ended."""
        return self._path.exists()

    def announce(self, steps: Sequence[Step], folders: Sequence[Path]) -> None:
        """Keep what is about to happen. Raises WriteError; then it must not."""
        self._keep({"steps": [_written(step) for step in steps], "folders": list(map(str, folders)), "scrap": []})

    def put_right(self) -> Sequence[Repair]:
        """Finish what has happened whole, take back what has not, and forget it. Raises OSError."""
        remove_leftovers(self._path)
        if not self.is_open:
            return ()
        steps = self._steps()
        repairs = _finished(steps) if all(map(is_new, steps)) else _taken_back(steps)
        self._forget()
        return repairs

    def take_back(self) -> Sequence[Repair]:
        """Take it back, however much of it has happened, and forget it. Raises OSError."""
        remove_leftovers(self._path)
        if not self.is_open:
            return ()
        repairs = _taken_back(self._steps())
        self._forget()
        return repairs

    def end(self, scrap: Sequence[Path]) -> None:
        """What was announced stands: there is no way back from here. `scrap` are the copies that nobody needs."""
        self._keep({"steps": [], "folders": [], "scrap": list(map(str, scrap))})
        self._forget()

    def _steps(self) -> Sequence[Step]:
        return [_read(step) for step in self._kept()["steps"]]

    def _kept(self) -> Any:
        return json.loads(self._path.read_bytes())

    def _keep(self, entry: Mapping[str, Any]) -> None:
        write_atomically(self._path, json.dumps(entry).encode())

    def _forget(self) -> None:
        kept = self._kept()
        for copy in kept["scrap"]:
            Path(copy).unlink(missing_ok=True)
        remove_folders([Path(folder) for folder in kept["folders"]])
        self._path.unlink()


@contextmanager
def open_journal() -> Iterator[tuple[Journal, Sequence[Repair]]]:
    """The journal of this user's deployments, for one at a time; first of all what a killed one left is put right.

    Raises WriteError where another deployment holds it, or what was left cannot be put right.
    """
    from filelock import FileLock, Timeout

    path = state_folder() / "deployment.json"
    try:
        make_private_folder(path.parent)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_TIMEOUT_S, mode=FILE_MODE):
            journal = Journal(path)
            repairs = journal.put_right()
            try:
                yield journal, repairs
            finally:
                # What has happened whole is finished by this, and what was taken back is forgotten.
                journal.put_right()
    except Timeout:
        raise WriteError("another deployment is being written for 10 s", "wait for it, then try again") from None
    except OSError as error:
        raise unwritable(path, error) from error


def _written(step: Step) -> list[Any]:
    return [str(step.target), step.new, str(step.backup) if step.backup else None, step.old_mode]


def _read(written: list[Any]) -> Step:
    target, new, backup, old_mode = written
    return Step(Path(target), Identity(*new) if new else None, Path(backup) if backup else None, old_mode)


def _finished(steps: Sequence[Step]) -> Sequence[Repair]:
    for step in steps:
        hide_copies(step)
    return [Repair(step.target, finished=True) for step in steps]


def _taken_back(steps: Sequence[Step]) -> Sequence[Repair]:
    backs = [(step.target, take_back(step)) for step in reversed(steps)]
    return [Repair(target, False, back is Back.FOREIGN) for target, back in backs if back is not Back.WAS_OLD]
