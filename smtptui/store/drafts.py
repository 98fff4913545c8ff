"""Drafts of profiles: a file in the state folder for each app that runs, so that none overwrites another's.

A lock beside the file lives as long as its app. A file whose lock is free was left by an app that ended without a word.
"""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from smtptui.model.kept_draft import KeptDraft
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable, write_atomically
from smtptui.store.paths import state_folder

if TYPE_CHECKING:
    from filelock import FileLock

_VERSION = 1


class DraftFile:
    """One app's drafts of the profiles in one configuration."""

    def __init__(self, config_path: Path) -> None:
        self._config = os.path.realpath(config_path)
        self._folder = state_folder() / "drafts"
        self._own: Path | None = None
        self._held: list[tuple[Path, FileLock]] = []
        # Whoever stopped waiting for a write began the next one beside it: the thread of the first goes on.
        self._one_at_a_time = Lock()

    def left(self) -> Sequence[KeptDraft]:
        """What other apps left. Their files go when `keep` is called next. Raises WriteError."""
        drafts: list[KeptDraft] = []
        with self._one_at_a_time:
            for path in sorted(self._folder.glob("*.json")):
                found = self._read(path)
                if found and path != self._own and self._hold(path):
                    drafts += found
        return drafts

    def keep(self, drafts: Sequence[KeptDraft]) -> None:
        """Put these in place of what was kept before. Raises WriteError."""
        with self._one_at_a_time:
            self._replace(drafts)

    def _replace(self, drafts: Sequence[KeptDraft]) -> None:
        if drafts:
            if self._own is None:
                self._own = self._begun()
            values = {"version": _VERSION, "config": self._config, "drafts": [_values(draft) for draft in drafts]}
            write_atomically(self._own, json.dumps(values).encode())
        elif self._own is not None:
            self._own.unlink(missing_ok=True)
        self._release([path for path, _ in self._held if path != self._own])

    def close(self) -> None:
        """Let go of the lock; what is kept stays for the next app."""
        with self._one_at_a_time:
            for _, lock in self._held:
                lock.release()
            self._held.clear()

    def _begun(self) -> Path:
        path = self._folder / f"{os.getpid()}-{os.urandom(4).hex()}.json"
        self._hold(path)
        return path

    def _hold(self, path: Path) -> bool:
        """Take the file's lock; False where its app is running."""
        from filelock import FileLock, Timeout

        # Whichever thread takes it, the app has it.
        lock = FileLock(path.with_suffix(".lock"), timeout=0, mode=FILE_MODE, thread_local=False)
        try:
            make_private_folder(path.parent)
            lock.acquire()
        except Timeout:
            return False
        except OSError as error:
            raise unwritable(path, error) from error
        self._held.append((path, lock))
        return True

    def _release(self, paths: Sequence[Path]) -> None:
        """Files of apps that are gone: what they held is ours now."""
        for path, lock in [one for one in self._held if one[0] in paths]:
            path.unlink(missing_ok=True)
            lock.release()
            Path(lock.lock_file).unlink(missing_ok=True)
            self._held.remove((path, lock))

    def _read(self, path: Path) -> list[KeptDraft]:
        """The drafts in a file; none where it belongs to another configuration, or was not written by us."""
        with suppress(OSError, ValueError, KeyError, TypeError):
            values: dict[str, Any] = json.loads(path.read_bytes())
            if (values["version"], values["config"]) == (_VERSION, self._config):
                return [KeptDraft(**draft) for draft in values["drafts"]]
        return []


def _values(draft: KeptDraft) -> dict[str, Any]:
    return {**draft._asdict(), "mail": dict(draft.mail)}
