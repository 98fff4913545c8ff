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
        made = [self.folder / name for name in set(os.listdir(self.folder)) - self.others if name.endswith(".bak")]
        copies = {path.stat().st_ino: path for path in made if path.name.startswith(self._beginnings)}
        for path, kept in self.files.items():
            now = _kept(path)
            if kept is None:
                path.unlink(missing_ok=True)
            elif now is None or (now[0], _identity(now[1])) != (kept[0], _identity(kept[1])):
                _put_back(path, kept, copies.pop(kept[1].st_ino, None))
        for copy in copies.values():
            copy.unlink()

    @property
    def _beginnings(self) -> tuple[str, ...]:
        return tuple(f"{path.name}." for path in self.files)


def _kept(path: Path) -> tuple[bytes, os.stat_result] | None:
    try:
        return path.read_bytes(), path.stat()
    except FileNotFoundError:
        return None


def _identity(status: os.stat_result) -> tuple[int, ...]:
    return status.st_ino, status.st_mode, status.st_uid, status.st_gid


def _put_back(path: Path, kept: tuple[bytes, os.stat_result], copy: Path | None) -> None:
    """The very file that it was, where its copy is one more name of it; else one like it."""
    octets, status = kept

    def prepare(descriptor: int) -> None:
        os.fchown(descriptor, status.st_uid, status.st_gid)
        os.fchmod(descriptor, status.st_mode & 0o7777)

    if copy is None:
        replace_file(path.resolve(), octets, prepare)
    else:
        os.replace(copy, path.resolve())
        path.chmod(status.st_mode & 0o7777)
