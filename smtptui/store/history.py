"""Past sessions, in an SQLite database of the state folder. The one door to sqlite3.

No secret and no message body gets here. A history that cannot be used is a WriteError, which callers show as a
warning: it never stands in the way of a probe.
"""

import json
import os
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smtptui.errors import WriteError
from smtptui.model.fingerprint import Fingerprint, fingerprint_of
from smtptui.model.history import HistoryEntry, Kind, entry_of
from smtptui.model.report import SessionReport
from smtptui.store.atomic import FILE_MODE, make_private_folder, unwritable
from smtptui.store.paths import state_folder

if TYPE_CHECKING:
    from sqlite3 import Connection

_VERSION = 2
_BUSY_TIMEOUT_S = 5.0
_RETRY_S = 0.01
_COLUMNS = ", ".join("at_ms" if name == "when" else name for name in HistoryEntry._fields)
_SCHEMA = f"""
CREATE TABLE IF NOT EXISTS session (id INTEGER PRIMARY KEY, {_COLUMNS});
CREATE INDEX IF NOT EXISTS session_by_profile ON session (profile, at_ms);
CREATE INDEX IF NOT EXISTS session_by_time ON session (at_ms);
CREATE TABLE IF NOT EXISTS good (account PRIMARY KEY, at_ms, fingerprint);
PRAGMA user_version = {_VERSION};
"""


def history_path() -> Path:
    """Where the history stands."""
    return state_folder() / "history.sqlite3"


def record(report: SessionReport, kind: Kind, when: datetime, *, keep_days: int) -> None:
    """Remember a session, and forget those older than `keep_days`; 0 keeps none. Raises WriteError."""
    path = history_path()
    if keep_days == 0 and not path.exists():
        return
    with _opened(path) as database:
        if keep_days:
            row = _row(entry_of(report, kind, when))
            marks = ", ".join("?" * len(row))
            database.execute(f"INSERT INTO session ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608 - our own names
            _keep_marks(database, report, kind, when)
        database.execute("DELETE FROM session WHERE at_ms < ?", (_at_ms(when - timedelta(days=keep_days)),))


@contextmanager
def held_open(keep_days: int) -> Iterator[None]:
    """Hold the database open around many calls of `record`, each of which then takes a tenth of its time.

    SQLite writes its log back and waits for the disk whenever the last connection closes; while this one is open, none
    is the last. Where it cannot be opened nothing is said: `record` will.
    """
    import sqlite3

    path = history_path()
    with ExitStack() as held:
        if keep_days or path.exists():
            with suppress(OSError, sqlite3.Error, WriteError):
                held.enter_context(closing(_connected(path)))
        yield


def _keep_marks(database: "Connection", report: SessionReport, kind: Kind, when: datetime) -> None:
    """A good probe that got as far as EHLO replaces the marks of the one before."""
    marks = fingerprint_of(report)
    if kind == "probe" and report.ok and marks.greeting:
        row = (_account(report), _at_ms(when), marks.dumped())
        database.execute("INSERT OR REPLACE INTO good VALUES (?, ?, ?)", row)


def last_good(report: SessionReport) -> tuple[datetime, Fingerprint] | None:
    """When a probe of the same endpoint and account last passed, and what the server showed. Raises WriteError."""
    path = history_path()
    if not path.exists():
        return None
    with _opened(path) as database:
        query = "SELECT at_ms, fingerprint FROM good WHERE account = ?"
        row = database.execute(query, (_account(report),)).fetchone()
    return (datetime.fromtimestamp(row[0] / 1000, UTC), Fingerprint.loaded(row[1])) if row else None


def last_results() -> Mapping[str, HistoryEntry]:
    """The last session of each profile, by its name. Raises WriteError."""
    newest = "id IN (SELECT max(id) FROM session GROUP BY profile)"
    return {entry.profile: entry for entry in _select(newest, ())}


def recent(
    *,
    profile: str | None = None,
    outcome: str | None = None,
    cause: str | None = None,
    since: datetime | None = None,
    limit: int = 200,
) -> Sequence[HistoryEntry]:
    """The last sessions, the newest first, of one profile, outcome or cause where given. Raises WriteError."""
    wanted = {"profile = ?": profile, "outcome = ?": outcome, "cause = ?": cause, "at_ms >= ?": since and _at_ms(since)}
    conditions = {condition: value for condition, value in wanted.items() if value is not None}
    return _select(" AND ".join(conditions) or "1", (*conditions.values(), limit), "ORDER BY id DESC LIMIT ?")


def sends_of(host: str, username: str | None, *, since: datetime) -> Sequence[HistoryEntry]:
    """Every message sent for an account, whatever the profile's name, the oldest first. Raises WriteError."""
    account = "kind = 'send' AND host = ? AND username IS ? AND at_ms >= ?"
    return _select(account, (host, username, _at_ms(since)), "ORDER BY at_ms")


def rename(old: str, new: str) -> None:
    """Let a profile keep its history under its new name. Raises WriteError."""
    if history_path().exists():
        with _opened(history_path()) as database:
            database.execute("UPDATE session SET profile = ? WHERE profile = ?", (new, old))


def _select(condition: str, values: Sequence[Any], order: str = "") -> Sequence[HistoryEntry]:
    path = history_path()
    if not path.exists():
        return ()
    with _opened(path) as database:
        rows = database.execute(f"SELECT {_COLUMNS} FROM session WHERE {condition} {order}", values)  # noqa: S608
        return [_entry(row) for row in rows]


@contextmanager
def _opened(path: Path) -> Iterator["Connection"]:
    """The database in one transaction, made where it is missing."""
    import sqlite3

    try:
        with closing(_connected(path)) as database, database:
            yield database
    except OSError as error:
        raise unwritable(path, error) from error
    except sqlite3.Error as error:
        raise WriteError(f"{path} cannot be used: {error}", "move it away, and a new history begins") from error


def _connected(path: Path) -> "Connection":
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
        database.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")


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


def _row(entry: HistoryEntry) -> tuple[Any, ...]:
    values = {"when": _at_ms(entry.when), "recipients": json.dumps(entry.recipients)}
    return tuple((entry._asdict() | values).values())


def _entry(row: Sequence[Any]) -> HistoryEntry:
    entry = HistoryEntry(*row)
    when = datetime.fromtimestamp(row[0] / 1000, UTC)
    return entry._replace(when=when, ok=bool(entry.ok), recipients=tuple(json.loads(str(entry.recipients))))


def _account(report: SessionReport) -> str:
    """What a fingerprint belongs to: the endpoint, and who logs in there."""
    return f"{report.endpoint} {report.username or ''}"


def _at_ms(when: datetime) -> int:
    return round(when.timestamp() * 1000)
