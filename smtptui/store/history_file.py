"""The history's file: an SQLite database of the state folder, private, its tables brought up to date when it is opened.

With `smtptui.store.history` the one door to sqlite3.
"""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.errors import WriteError
from smtptui.model.history import HistoryEntry
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable
from smtptui.store.paths import state_folder

if TYPE_CHECKING:
    from sqlite3 import Connection

_BUSY_TIMEOUT_S = 5.0
_RETRY_S = 0.01
_NAMES = ["at_ms" if name == "when" else "id" if name == "number" else name for name in HistoryEntry._fields]
COLUMNS = ", ".join(_NAMES)
# All but the number, which the database gives.
KEPT_COLUMNS = ", ".join(name for name in _NAMES if name != "id")
# What leads from each version to the next; a new file takes all of it.
_STEPS = (
    (
        "CREATE TABLE session (id INTEGER PRIMARY KEY, at_ms, kind, profile, provider, host, username, stage, outcome,"
        " ok, cause, reply_code, reply_enhanced, reply_text, detail, recipients, elapsed_ms)",
        "CREATE INDEX session_by_profile ON session (profile, at_ms)",
        "CREATE INDEX session_by_time ON session (at_ms)",
    ),
    ("CREATE TABLE good (account PRIMARY KEY, at_ms, fingerprint)",),
    # The last of its row, which a list never gets to: SQLite reads a row from its beginning.
    ("ALTER TABLE session ADD COLUMN past",),
    (
        "CREATE TABLE under_way (mark PRIMARY KEY, at_ms, kind, profile, provider, host, username, stage, outcome,"
        " ok, cause, reply_code, reply_enhanced, reply_text, detail, recipients, elapsed_ms, past)",
    ),
)
_VERSION = len(_STEPS)


def history_path() -> Path:
    """Where the history stands."""
    return state_folder() / "history.sqlite3"


@contextmanager
def opened(path: Path) -> Iterator["Connection"]:
    """The database in one transaction, made where it is missing."""
    import sqlite3

    try:
        with closing(connected(path)) as database, database:
            yield database
    except OSError as error:
        raise unwritable(path, error) from error
    except sqlite3.Error as error:
        raise WriteError(f"{path} cannot be used: {error}", "move it away, and a new history begins") from error


def connected(path: Path) -> "Connection":
    """The database, open and ready; the caller closes it."""
    import sqlite3

    make_private_folder(path.parent)
    _make_private(path)
    database = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S)
    try:
        _prepare(database)
    except (sqlite3.Error, WriteError):
        database.close()
        raise
    return database


def _make_private(path: Path) -> None:
    """SQLite gives its journal files the mode of the database, so that one decides.

    A file that is there is never opened: closing it would drop the locks that this process holds on it through SQLite
    (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, FILE_MODE))
    except FileExistsError:
        if stat.S_IMODE(path.stat().st_mode) != FILE_MODE:
            path.chmod(FILE_MODE)


def _prepare(database: "Connection") -> None:
    database.execute("PRAGMA synchronous = NORMAL")
    [(version,)] = database.execute("PRAGMA user_version")
    if version > _VERSION:
        path = history_path()
        raise WriteError(f"{path} was written by a newer smtptui", "use that one, or move the file away")
    if version < _VERSION:
        _use_write_ahead_log(database)
        _bring_up_to_date(database)


def _bring_up_to_date(database: "Connection") -> None:
    """Take the steps that are missing; another process may have taken them while this one waited for its turn."""
    with database:
        database.execute("BEGIN IMMEDIATE")
        [(version,)] = database.execute("PRAGMA user_version")
        for statement in chain.from_iterable(_STEPS[version:]):
            database.execute(statement)
        database.execute(f"PRAGMA user_version = {max(version, _VERSION)}")


def _use_write_ahead_log(database: "Connection") -> None:
    """With a write-ahead log a commit is one write without a flush, and readers never wait.

    The switch waits for no other process, whatever the busy timeout says: so it is tried again until that is over.
    """
    import sqlite3

    deadline = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            database.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_S)
