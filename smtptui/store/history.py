"""Past sessions: written, chosen, counted. `smtptui.store.history_file` opens the database.

No secret and no message body gets here. A history that cannot be used is a WriteError, which callers show as a
warning: it never stands in the way of a probe.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

from smtptui.errors import WriteError
from smtptui.model.endpoint import Endpoint
from smtptui.model.fingerprint import Fingerprint, LastGood, fingerprint_of
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted, entry_of
from smtptui.model.past import dumped, loaded
from smtptui.model.report import SessionReport
from smtptui.store import under_way
from smtptui.store.atomic import unwritable
from smtptui.store.history_file import COLUMNS, KEPT_COLUMNS, connected, history_path, opened

if TYPE_CHECKING:
    from sqlite3 import Connection

_EVERYTHING = Wanted()


def begin(report: SessionReport, when: datetime, *, keep_days: int) -> str | None:
    """Keep what is to be said of a message should this process not live to tell its end; gives its mark for `record`.

    None where no history is kept. Raises WriteError.
    """
    if keep_days == 0:
        return None
    path = history_path()
    try:
        mark = under_way.take()
    except OSError as error:
        raise unwritable(path, error) from error
    try:
        with opened(path) as database:
            row = (mark, *_row(entry_of(report, "send", when)), dumped(report))
            database.execute(f"INSERT INTO under_way VALUES ({_places(row)})", row)  # noqa: S608 - question marks
    except WriteError:
        under_way.let_go(mark)
        raise
    return mark


def record(report: SessionReport, kind: Kind, when: datetime, *, keep_days: int, begun: str | None = None) -> None:
    """Remember a session, and forget those older than `keep_days`; 0 keeps none. Raises WriteError.

    `begun` is the mark that `begin` gave: how the message ended is known now.
    """
    record_all([report], kind, when, keep_days=keep_days, begun=begun)


def record_all(
    reports: Sequence[SessionReport], kind: Kind, when: datetime, *, keep_days: int, begun: str | None = None
) -> None:
    """Remember sessions that ended at the same moment, in one go. Raises WriteError."""
    path = history_path()
    if keep_days == 0 and not path.exists():
        return
    with opened(path) as database:
        _take_in_the_lost(database)
        for report in reports if keep_days else ():
            _insert(database, report, kind, when)
        database.execute("DELETE FROM session WHERE at_ms < ?", (_at_ms(when - timedelta(days=keep_days)),))
        database.execute("DELETE FROM under_way WHERE mark = ?", (begun,))
    if begun is not None:
        under_way.let_go(begun)


def forget(begun: str) -> None:
    """A message that `begin` kept was not sent. Raises WriteError."""
    with opened(history_path()) as database:
        database.execute("DELETE FROM under_way WHERE mark = ?", (begun,))
    under_way.let_go(begun)


def _insert(database: "Connection", report: SessionReport, kind: Kind, when: datetime) -> None:
    row = (*_row(entry_of(report, kind, when)), dumped(report))
    query = f"INSERT INTO session ({KEPT_COLUMNS}, past) VALUES ({_places(row)})"  # noqa: S608 - our own names
    database.execute(query, row)
    _keep_marks(database, report, kind, when)


def _places(row: Sequence[object]) -> str:
    return ", ".join("?" * len(row))


def _take_in_the_lost(database: "Connection") -> None:
    """Messages whose process is gone without a word are sessions now: nobody knows their outcome."""
    for (mark,) in database.execute("SELECT mark FROM under_way ORDER BY at_ms").fetchall():
        if not under_way.is_held(mark):
            columns = f"{KEPT_COLUMNS}, past"
            query = f"INSERT INTO session ({columns}) SELECT {columns} FROM under_way WHERE mark = ?"  # noqa: S608
            database.execute(query, (mark,))
            database.execute("DELETE FROM under_way WHERE mark = ?", (mark,))


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
                held.enter_context(closing(connected(path)))
        yield


def _keep_marks(database: "Connection", report: SessionReport, kind: Kind, when: datetime) -> None:
    """A good probe that got as far as EHLO replaces the marks of the one before."""
    marks = fingerprint_of(report)
    if kind == "probe" and report.ok and marks.greeting:
        row = (_account(report.endpoint, report.username), _at_ms(when), marks.dumped())
        database.execute("INSERT OR REPLACE INTO good VALUES (?, ?, ?)", row)


def last_good(endpoint: Endpoint | None, username: str | None) -> LastGood | None:
    """When a probe of this endpoint and account last passed, and what the server showed. Raises WriteError."""
    path = history_path()
    if not path.exists():
        return None
    with opened(path) as database:
        query = "SELECT at_ms, fingerprint FROM good WHERE account = ?"
        row = database.execute(query, (_account(endpoint, username),)).fetchone()
    return LastGood(datetime.fromtimestamp(row[0] / 1000, UTC), Fingerprint.loaded(row[1])) if row else None


def last_results() -> Mapping[str, HistoryEntry]:
    """The last session of each profile, by its name. Raises WriteError."""
    newest = "id IN (SELECT max(id) FROM session GROUP BY profile)"
    return {entry.profile: entry for entry in _select(newest, ())}


def recent(wanted: Wanted = _EVERYTHING, limit: int = 200) -> Sequence[HistoryEntry]:
    """The last sessions that are meant, the newest first. Raises WriteError."""
    values = {**wanted._asdict(), "since": wanted.since and _at_ms(wanted.since)}
    conditions = {
        "at_ms >= ?" if name == "since" else f"{name} = ?": value for name, value in values.items() if value is not None
    }
    return _select(" AND ".join(conditions) or "1", (*conditions.values(), limit), "ORDER BY id DESC LIMIT ?")


def past(entry: HistoryEntry) -> SessionReport:
    """The report of a past session, as far as it was kept. Raises WriteError."""
    with opened(history_path()) as database:
        row = database.execute("SELECT past FROM session WHERE id = ?", (entry.number,)).fetchone()
    return loaded(row[0] if row else None, entry)


def tallies() -> Sequence[Tally]:
    """How many sessions there are of each profile, kind, outcome and cause. Raises WriteError."""
    path = history_path()
    if not path.exists():
        return ()
    alike = "profile, kind, outcome, cause"
    with opened(path) as database:
        _take_in_the_lost(database)
        rows = database.execute(f"SELECT {alike}, count(*) FROM session GROUP BY {alike}")  # noqa: S608 - our own names
        return [Tally(*row) for row in rows]


def sends_of(host: str, username: str | None, *, since: datetime) -> Sequence[HistoryEntry]:
    """Every message sent for an account, whatever the profile's name, the oldest first. Raises WriteError."""
    account = "kind = 'send' AND host = ? AND username IS ? AND at_ms >= ?"
    return _select(account, (host, username, _at_ms(since)), "ORDER BY at_ms")


def rename(old: str, new: str) -> None:
    """Let a profile keep its history under its new name. Raises WriteError."""
    if history_path().exists():
        with opened(history_path()) as database:
            database.execute("UPDATE session SET profile = ? WHERE profile = ?", (new, old))


def _select(condition: str, values: Sequence[Any], order: str = "") -> Sequence[HistoryEntry]:
    path = history_path()
    if not path.exists():
        return ()
    with opened(path) as database:
        _take_in_the_lost(database)
        rows = database.execute(f"SELECT {COLUMNS} FROM session WHERE {condition} {order}", values)  # noqa: S608
        return _Entries(rows.fetchall())


def _row(entry: HistoryEntry) -> tuple[Any, ...]:
    values = {"when": _at_ms(entry.when), "recipients": json.dumps(entry.recipients)}
    return tuple((entry._asdict() | values).values())[:-1]


class _Entries(Sequence[HistoryEntry]):
    """Rows that become entries only where somebody looks: a list of ten thousand shows thirty."""

    def __init__(self, rows: Sequence[Sequence[Any]]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> HistoryEntry: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[HistoryEntry]: ...

    def __getitem__(self, index: int | slice) -> HistoryEntry | Sequence[HistoryEntry]:
        return _Entries(self._rows[index]) if isinstance(index, slice) else _entry(self._rows[index])


def _entry(row: Sequence[Any]) -> HistoryEntry:
    entry = HistoryEntry(*row)
    when = datetime.fromtimestamp(row[0] / 1000, UTC)
    return entry._replace(when=when, ok=bool(entry.ok), recipients=tuple(json.loads(str(entry.recipients))))


def _account(endpoint: Endpoint | None, username: str | None) -> str:
    """What a fingerprint belongs to: the endpoint, and who logs in there."""
    return f"{endpoint} {username or ''}"


def _at_ms(when: datetime) -> int:
    return round(when.timestamp() * 1000)
