"""config.toml changed: under a lock, from what it says at that moment, the rest kept byte for byte."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from smtptui.errors import ConfigurationError, WriteError
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable, write_atomically
from smtptui.store.config_file import check, read, tables_of
from smtptui.toml_text.statements import KeyPath

# Whoever holds the lock holds it for one write; what lasts longer than this is broken.
_LOCK_TIMEOUT_S = 10.0


class Editor(Protocol):
    """What a change does, to the text of the file and in the same way to the tables that it stands for."""

    def set(self, path: KeyPath, value: Any) -> None:
        """Give a key a value."""

    def remove(self, path: KeyPath) -> None:
        """Take a key or a table away."""

    def rename(self, old: KeyPath, new: KeyPath) -> None:
        """Give a table another name."""

    def swap(self, one: KeyPath, other: KeyPath) -> None:
        """Let two tables change places."""


class Edited(NamedTuple):
    """The text of the file before and after a change."""

    before: str
    after: str


Change = Callable[[Editor], None]
Plan = Callable[[dict[str, Any]], Sequence[Change]]


def edit(path: Path, plan: Plan) -> Edited:
    """Change the file as `plan` decides from what the file says now. The only way by which it is written.

    A file that cannot be read is never written. What the new text says is compared with what was meant.
    """
    from smtptui.toml_text.edit import TomlText

    with _locked(path):
        source = read(path)
        # Numbers with a point stay text: NaN differs from itself, and 1e3 must not become 1000.0.
        theirs = tables_of(source, path, str)
        check(theirs, source, path)
        text, meant = TomlText(source), Tables(deepcopy(theirs))
        for change in plan(theirs):
            change(text)
            change(meant)
        _check_result(str(text), meant.tables, path)
        if str(text) != source:
            write_atomically(path, str(text).encode())
        return Edited(source, str(text))


def put_back(path: Path, edited: Edited) -> bool:
    """Take a change back byte for byte; False where somebody wrote the file since."""
    with _locked(path):
        if read(path) != edited.after:
            return False
        write_atomically(path, edited.before.encode())
        return True


class Tables:
    """The tables of a configuration under change."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.tables = tables

    def set(self, path: KeyPath, value: Any) -> None:
        """Give a key a value, making the tables above it."""
        table = self.tables
        for name in path[:-1]:
            table = table.setdefault(name, {})
        table[path[-1]] = value

    def remove(self, path: KeyPath) -> None:
        """Take a key or a table away."""
        table = self.tables
        for name in path[:-1]:
            table = table.get(name, {})
        table.pop(path[-1], None)

    def rename(self, old: KeyPath, new: KeyPath) -> None:
        """Give a table another name."""
        table = self.tables
        for name in old:
            table = table[name]
        self.remove(old)
        self.set(new, table)

    def swap(self, one: KeyPath, other: KeyPath) -> None:
        """Tables have no places: what they say stays the same."""


def _check_result(source: str, meant: dict[str, Any], path: Path) -> None:
    """Refuse to write a text that says anything but what was meant, or that would not be read again."""
    try:
        found = tables_of(source, path, str)
    except ConfigurationError:
        found = {}
    if _said(found) != _said(meant):
        raise WriteError(
            f"{path} would not hold the values: it is written in a way that cannot be changed piece by piece",
            "give each profile a table of its own, [profiles.NAME]; nothing was written",
        )
    check(found, source, path)


def _said(tables: dict[str, Any]) -> dict[str, Any]:
    """What the tables say: no profiles at all can be said with an empty table and with none."""
    return {name: table for name, table in tables.items() if table != {}}


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep every other smtptui from writing the file that `path` names, links followed."""
    from filelock import FileLock, Timeout

    target = Path(os.path.realpath(path))
    lock = FileLock(target.with_name(f".{target.name}.lock"), timeout=_LOCK_TIMEOUT_S, mode=FILE_MODE)
    try:
        make_private_folder(target.parent)
        lock.acquire()
    except Timeout:
        raise WriteError(f"{path} is held by another smtptui for 10 s", "end that one, then try again") from None
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        yield
    finally:
        lock.release()
