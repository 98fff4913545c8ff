"""Past sessions, kept in the state folder."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smtptui.errors import WriteError
from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.fingerprint import Fingerprint, LastGood
from smtptui.model.history import HistoryEntry, Kind, Tally, Wanted
from smtptui.model.past import bare
from smtptui.model.report import Delivery, Outcome, RecipientReport, SessionReport, StageReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from smtptui.store import history

NOON = datetime(2026, 11, 21, 12, 0, 0, 250_000, tzinfo=UTC)
ENDPOINT = Endpoint("smtp.gmail.com", 587, Security.STARTTLS)
PASSED = SessionReport(
    "home",
    "gmail",
    ENDPOINT,
    stages=(
        StageReport(0, Stage.RCPT, Status.PASSED, 1.0, ""),
        StageReport(1, Stage.QUIT, Status.SKIPPED, 0.0, ""),
    ),
    elapsed_ms=380.5,
)
FAILED = SessionReport(
    "home",
    "gmail",
    ENDPOINT,
    failure=Failure(
        Stage.AUTH, None, "the server refuses", Reply(534, ("5.7.9 Application-specific", "5.7.9 password"))
    ),
    diagnosis=Diagnosis("app_password_required", Confidence.CERTAIN, "", ""),
    elapsed_ms=12.0,
)
SENT = SessionReport(
    "work",
    "ses",
    ENDPOINT,
    delivery=Delivery(
        Outcome.ACCEPTED,
        "<1@x>",
        "4F2",
        (RecipientReport("a@example.com", True, None), RecipientReport("фред@example.com", False, None)),
    ),
)
UNTRIED = SessionReport("home", "gmail", None, error=("secret", "the environment variable X is not set"))


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "smtptui"


def record(report: SessionReport, days_ago: float = 0, keep_days: int = 365, username: str | None = None) -> None:
    kind: Kind = "send" if report.delivery else "probe"
    history.record(report._replace(username=username), kind, NOON - timedelta(days=days_ago), keep_days=keep_days)


def test_a_failed_probe_is_kept_with_its_reply_and_cause() -> None:
    record(FAILED, username="fred@gmail.com")
    assert list(history.recent()) == [
        HistoryEntry(
            when=NOON,
            kind="probe",
            profile="home",
            provider="gmail",
            host="smtp.gmail.com",
            username="fred@gmail.com",
            stage="auth",
            outcome="failed",
            ok=False,
            cause="app_password_required",
            reply_code=534,
            reply_enhanced="5.7.9",
            reply_text="Application-specific\npassword",
            detail="the server refuses",
            recipients=(),
            elapsed_ms=12.0,
            number=1,
        )
    ]


def test_a_passed_probe_names_the_last_stage_it_reached() -> None:
    record(PASSED)
    [entry] = history.recent()
    assert (entry.outcome, entry.stage, entry.ok, entry.cause, entry.elapsed_ms) == (
        "passed",
        "rcpt",
        True,
        None,
        380.5,
    )


def test_a_send_is_kept_with_outcome_and_recipients() -> None:
    record(SENT)
    [entry] = history.recent()
    assert (entry.kind, entry.outcome, entry.ok) == ("send", "accepted", False)
    assert entry.recipients == ("a@example.com", "фред@example.com")


def test_a_send_that_could_not_begin_was_not_sent() -> None:
    history.record(UNTRIED, "send", NOON, keep_days=1)
    [entry] = history.recent()
    assert (entry.outcome, entry.stage, entry.detail) == ("not_sent", None, "the environment variable X is not set")


def test_each_profile_has_its_last_result() -> None:
    record(PASSED, days_ago=2)
    record(FAILED, days_ago=1)
    record(SENT)
    results = history.last_results()
    assert {name: entry.outcome for name, entry in results.items()} == {"home": "failed", "work": "accepted"}


def test_recent_sessions_come_newest_first_and_can_be_chosen() -> None:
    record(PASSED, days_ago=3)
    record(FAILED, days_ago=2)
    record(SENT, days_ago=1)

    everything = list(history.recent())
    assert [entry.outcome for entry in everything] == ["accepted", "failed", "passed"]
    assert [entry.outcome for entry in history.recent(limit=1)] == ["accepted"]
    for wanted, outcomes in (
        (Wanted(profile="home"), ["failed", "passed"]),
        (Wanted(kind="send"), ["accepted"]),
        (Wanted(outcome="passed"), ["passed"]),
        (Wanted(cause="app_password_required"), ["failed"]),
        (Wanted(since=NOON - timedelta(days=2)), ["accepted", "failed"]),
        (Wanted(profile="home", since=NOON), []),
    ):
        assert [entry.outcome for entry in history.recent(wanted)] == outcomes
        # The sandbox's history, which has no database, chooses by this.
        assert [entry.outcome for entry in everything if wanted.takes(entry)] == outcomes


def test_a_history_is_counted_by_what_it_can_be_chosen_by() -> None:
    assert list(history.tallies()) == []
    history.record_all([PASSED, FAILED, FAILED], "probe", NOON, keep_days=1)
    assert list(history.tallies()) == [
        Tally("home", "probe", "failed", "app_password_required", 2),
        Tally("home", "probe", "passed", None, 1),
    ]


def test_the_report_of_a_past_session_is_kept_without_its_transcript(state: Path) -> None:
    record(FAILED._replace(transcript=("C: AUTH PLAIN [secret]", "S: 534 no")))
    [entry] = history.recent()
    assert history.past(entry) == FAILED
    assert b"AUTH PLAIN" not in (state / "history.sqlite3").read_bytes()


def test_a_history_of_the_version_before_is_taken_over_with_all_that_it_has(state: Path) -> None:
    record(FAILED)
    with closing(sqlite3.connect(state / "history.sqlite3")) as database:
        database.execute("DROP TABLE under_way")
        database.execute("ALTER TABLE session DROP COLUMN past")
        database.execute("PRAGMA user_version = 2")
    record(PASSED)
    newest, oldest = history.recent()
    assert history.past(newest) == PASSED
    assert history.past(oldest) == bare(oldest)


def test_what_is_older_than_the_days_to_keep_is_forgotten() -> None:
    record(PASSED, days_ago=31)
    record(PASSED, days_ago=29)
    record(SENT, keep_days=30)
    assert [entry.when for entry in history.recent()] == [NOON, NOON - timedelta(days=29)]


def test_zero_days_keep_nothing_and_forget_what_there_was(state: Path) -> None:
    record(PASSED, keep_days=0)
    assert not state.exists()
    record(PASSED, days_ago=1)
    record(PASSED, keep_days=0)
    assert list(history.recent()) == []


def test_a_profile_keeps_its_history_under_its_new_name() -> None:
    history.rename("home", "nobody")
    record(PASSED)
    history.rename("home", "my mail")
    assert list(history.last_results()) == ["my mail"]


def test_a_history_that_was_never_written_is_empty_and_stays_unwritten(state: Path) -> None:
    assert list(history.recent()) == []
    assert history.last_results() == {}
    assert not state.exists()


def test_file_and_folder_are_the_owners_alone(state: Path) -> None:
    record(PASSED)
    path = state / "history.sqlite3"
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(state.stat().st_mode)) == (0o600, 0o700)
    path.chmod(0o644)
    record(PASSED)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_written_ahead(state: Path) -> None:
    record(PASSED)
    database = sqlite3.connect(state / "history.sqlite3")
    assert database.execute("PRAGMA journal_mode").fetchall() == [("wal",)]
    database.close()


def test_a_file_that_is_no_database_is_told_and_left_alone(state: Path) -> None:
    state.mkdir()
    path = state / "history.sqlite3"
    path.write_bytes(b"my diary" * 1000)
    for attempt in (lambda: record(PASSED), history.recent, history.last_results):
        with pytest.raises(WriteError, match="file is not a database"):
            attempt()
    assert path.read_bytes() == b"my diary" * 1000


def test_a_newer_history_is_told_and_left_alone(state: Path) -> None:
    record(PASSED)
    database = sqlite3.connect(state / "history.sqlite3")
    database.execute("PRAGMA user_version = 99")
    database.close()
    with pytest.raises(WriteError, match="newer smtptui"):
        record(PASSED)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, state: Path) -> None:
    state.write_text("a file")
    with pytest.raises(WriteError, match="could not be written"):
        record(PASSED)


WRITER = """
import sqlite3, sys
from datetime import UTC, datetime
from smtptui.model.report import SessionReport
from smtptui.store import history
print("ready", flush=True)
sys.stdin.readline()
for _ in range(25):
    history.record(SessionReport(sys.argv[1], "ses", None), "probe", datetime.now(UTC), keep_days=1)
"""


def test_processes_that_begin_a_history_at_once_lose_nothing() -> None:
    names = "wxyz"
    with ExitStack() as running:
        writers = [running.enter_context(_writer(name)) for name in names]
        for writer in writers:
            assert writer.stdout
            assert writer.stdout.readline() == b"ready\n"
        for writer in writers:
            assert writer.stdin
            writer.stdin.write(b"go\n")
            writer.stdin.flush()
        assert [writer.wait(timeout=60) for writer in writers] == [0] * len(names)
    assert [len(history.recent(Wanted(name))) for name in names] == [25] * len(names)


def _writer(name: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", WRITER, name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "now"),
        (timedelta(seconds=59), "now"),
        (timedelta(seconds=60), "1 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(hours=23.9), "23 h"),
        (timedelta(days=1), "1 d"),
        (timedelta(days=364), "364 d"),
        (timedelta(days=365), "1 y"),
        (timedelta(days=900), "2 y"),
    ],
)
def test_an_age_is_said_in_its_largest_unit(ago: timedelta, words: str) -> None:
    record(PASSED)
    [entry] = history.recent()
    assert entry.age(NOON.replace(microsecond=250_000) + ago) == words


def test_a_good_probe_leaves_the_marks_of_its_server() -> None:
    endpoint = Endpoint("smtp.example.com", 587, Security.STARTTLS)
    good = SessionReport("home", "custom", endpoint, "fred", capabilities=Capabilities("mx.example.com hello"))
    assert history.last_good(endpoint, "fred") is None
    history.record(good, "probe", NOON, keep_days=1)
    assert history.last_good(endpoint, "fred") == LastGood(NOON, Fingerprint(greeting="mx.example.com"))
    assert history.last_good(endpoint, "anna") is None


def test_a_failed_probe_leaves_no_marks() -> None:
    history.record(FAILED, "probe", NOON, keep_days=1)
    assert history.last_good(FAILED.endpoint, FAILED.username) is None


def test_what_is_recorded_while_it_is_held_open_is_kept_without_a_flush_each(state: Path) -> None:
    log = state / "history.sqlite3-wal"
    with history.held_open(keep_days=365):
        record(PASSED)
        record(PASSED)
        assert log.stat().st_size > 0
    assert not log.exists()
    assert len(history.recent()) == 2


def test_holding_open_a_history_that_keeps_nothing_makes_no_file(state: Path) -> None:
    with history.held_open(keep_days=0):
        record(PASSED, keep_days=0)
    assert not state.exists()


def test_holding_open_says_nothing_where_the_history_cannot_be_used(state: Path) -> None:
    state.write_text("no folder")
    with history.held_open(keep_days=365), pytest.raises(WriteError):
        record(PASSED)


def test_an_error_within_is_not_taken_for_one_of_the_history() -> None:
    with pytest.raises(BrokenPipeError), history.held_open(keep_days=365):
        raise BrokenPipeError
