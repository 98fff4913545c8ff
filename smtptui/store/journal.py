"""What a deployment is about to replace, on the disk until it is done: a killed one is put right by the next."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import WriteError
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable, write_atomically
from smtptui.store.paths import state_folder
from smtptui.store.staging import Identity
from smtptui.store.step import Back, Step, hide_copies, is_new, remove_folders, take_back

_LOCK_TIMEOUT_S = 10.0


class Repair(NamedTuple):
    """What became of a file of a deployment that was killed: `finished`, else taken back, or left to somebody else."""

    path: Path
    finished: bool
    foreign: bool = False


class Journal:
    """The open journal of this user's deployments; `repairs` is what had to be put right when it was opened."""

    def __init__(self, path: Path, repairs: Sequence[Repair]) -> None:
        self._path = path
        self.repairs = repairs

    def announce(self, steps: Sequence[Step], folders: Sequence[Path]) -> None:
        """Keep what is about to happen. Raises WriteError; then it must not."""
        entry = {
            "steps": [[str(step.target), list(step.new), str(step.backup) if step.backup else None] for step in steps],
            "folders": [str(folder) for folder in folders],
        }
        write_atomically(self._path, json.dumps(entry).encode())


@contextmanager
def open_journal() -> Iterator[Journal]:
    """The journal, for one deployment at a time; first of all what a killed one left is put right.

    Raises WriteError where another deployment holds it, or what was left cannot be put right.
    """
    from filelock import FileLock, Timeout

    path = state_folder() / "deployment.json"
    try:
        make_private_folder(path.parent)
        with FileLock(path.with_suffix(".lock"), timeout=_LOCK_TIMEOUT_S, mode=FILE_MODE):
            journal = Journal(path, _repaired(path))
            try:
                yield journal
            finally:
                # What has happened whole is finished by this, and what was taken back is forgotten.
                _repaired(path)
    except Timeout:
        raise WriteError("another deployment is being written for 10 s", "wait for it, then try again") from None
    except OSError as error:
        raise unwritable(path, error) from error


def _repaired(path: Path) -> Sequence[Repair]:
    if not path.exists():
        return ()
    kept = json.loads(path.read_bytes())
    steps = [
        Step(Path(target), Identity(*new), Path(backup) if backup else None) for target, new, backup in kept["steps"]
    ]
    repairs = _finished(steps) if all(map(is_new, steps)) else _taken_back(steps)
    remove_folders([Path(folder) for folder in kept["folders"]])
    os.unlink(path)
    return repairs


def _finished(steps: Sequence[Step]) -> Sequence[Repair]:
    for step in steps:
        hide_copies(step)
    return [Repair(step.target, finished=True) for step in steps]


def _taken_back(steps: Sequence[Step]) -> Sequence[Repair]:
    backs = [(step.target, take_back(step)) for step in reversed(steps)]
    return [Repair(target, False, back is Back.FOREIGN) for target, back in backs if back is not Back.WAS_OLD]
