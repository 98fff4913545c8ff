"""Files as they were, so that a change that failed half-way leaves nothing of itself."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from smtptui.store.atomic import replace_file


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Octets and status of each file, None for one that was not there; `others` were there beside them."""

    folder: Path
    files: Mapping[Path, tuple[bytes, os.stat_result] | None]
    others: frozenset[str]

    @classmethod
    def of(cls, folder: Path, names: Iterable[str]) -> "Snapshot":
        """The files of these names in `folder`, and what else is in it."""
        return cls(folder, {folder / name: _kept(folder / name) for name in names}, frozenset(os.listdir(folder)))

    def restore(self) -> None:
        """Put back what has changed, and remove the copies that were made meanwhile. Raises OSError."""
        for path, kept in self.files.items():
            if kept is None:
                path.unlink(missing_ok=True)
            elif _kept(path) != kept:
                _put_back(path, *kept)
        names = tuple(f"{path.name}." for path in self.files)
        for name in set(os.listdir(self.folder)) - self.others:
            if name.endswith(".bak") and name.startswith(names):
                (self.folder / name).unlink()


def _kept(path: Path) -> tuple[bytes, os.stat_result] | None:
    try:
        return path.read_bytes(), path.stat()
    except FileNotFoundError:
        return None


def _put_back(path: Path, octets: bytes, status: os.stat_result) -> None:
    def prepare(descriptor: int) -> None:
        os.fchown(descriptor, status.st_uid, status.st_gid)
        os.fchmod(descriptor, status.st_mode & 0o7777)

    replace_file(path.resolve(), octets, prepare)
