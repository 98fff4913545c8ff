"""A message of which nobody knows yet how it ended."""

import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator, Sized
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smtptui import providers
from smtptui.core.limits import uses
from smtptui.errors import WriteError
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.history import LOST
from smtptui.model.report import Delivery, Outcome, SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from smtptui.store import history
from tests.store.killed import at_every_step

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TO = ("wilma@recipient.example", "fred@recipient.example")
IN_DOUBT = SessionReport(
    "home",
    "gmail",
    Endpoint("smtp.gmail.com", 587, Security.STARTTLS),
    username="fred@gmail.com",
    failure=Failure(Stage.DATA, None, LOST),
    delivery=Delivery(Outcome.UNKNOWN, None, None, (), TO),
)
ACCEPTED = IN_DOUBT._replace(failure=None, delivery=Delivery(Outcome.ACCEPTED, "<1@x>", "4F2", (), TO))


@pytest.fixture(autouse=True)
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """In memory where there is such a place: each step of a test waits for the disk."""
    made = Path(tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    monkeypatch.setenv("XDG_STATE_HOME", str(made))
    yield made / "smtptui"
    shutil.rmtree(made)


def begin() -> str:
    """Keep a message; its mark."""
    mark = history.begin(IN_DOUBT, NOON, keep_days=365)
    assert mark is not None
    return mark


def end(mark: str | None) -> None:
    """The server took it."""
    history.record(ACCEPTED, "send", NOON, keep_days=365, begun=mark)


def killed_after_beginning() -> None:
    """Another process keeps a message, and is killed."""
    child = os.fork()
    if child == 0:
        begin()
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def outcomes() -> list[str]:
    """What the history says, the newest first."""
    return [entry.outcome for entry in history.recent()]


def marks(state: Path) -> list[str]:
    """The files that stand for messages under way."""
    return [path.name for path in (state / "under-way").iterdir()]


def test_it_is_no_past_session_until_it_has_ended(state: Path) -> None:
    mark = begin()
    assert (outcomes(), list(history.tallies()), dict(history.last_results())) == ([], [], {})
    assert marks(state) == [mark]
    end(mark)
    assert outcomes() == ["accepted"]
    assert marks(state) == []


def test_one_that_was_not_sent_leaves_nothing(state: Path) -> None:
    history.forget(begin())
    assert outcomes() == []
    assert marks(state) == []


def test_where_no_history_is_kept_nothing_is_written(state: Path) -> None:
    assert history.begin(IN_DOUBT, NOON, keep_days=0) is None
    assert not state.exists()


def test_one_whose_process_was_killed_has_an_unknown_outcome(state: Path) -> None:
    killed_after_beginning()
    [entry] = history.recent()
    assert (entry.outcome, entry.stage, entry.detail, entry.recipients) == ("unknown", "data", LOST, TO)
    assert [(one.outcome, one.sessions) for one in history.tallies()] == [("unknown", 1)]
    assert history.last_results()["home"] == entry
    assert history.past(entry).delivery == IN_DOUBT.delivery
    assert marks(state) == []


@pytest.mark.parametrize("sessions", [history.recent, history.tallies, history.last_results])
def test_whoever_reads_first_finds_it(sessions: Callable[[], Sized]) -> None:
    killed_after_beginning()
    assert len(sessions()) == 1


def test_it_counts_against_the_limits() -> None:
    killed_after_beginning()
    end(begin())
    sends = history.sends_of("smtp.gmail.com", "fred@gmail.com", since=NOON)
    assert {use.used for use in uses(providers.load("gmail"), sends, NOON)} == {2}


def test_it_stands_before_what_was_kept_after_it() -> None:
    killed_after_beginning()
    end(None)
    assert outcomes() == ["accepted", "unknown"]


def test_a_history_that_cannot_be_written_holds_no_mark(state: Path) -> None:
    state.mkdir()
    (state / "history.sqlite3").write_text("no database")
    with pytest.raises(WriteError):
        begin()
    assert marks(state) == []


def test_killed_at_any_step_it_is_in_the_history_once_or_was_never_begun(state: Path) -> None:
    seen: set[tuple[str, ...]] = set()

    def look(step: int) -> None:
        found = tuple(outcomes())
        assert found in ((), ("unknown",), ("accepted",))
        seen.add(found)
        shutil.rmtree(state, ignore_errors=True)

    at_every_step(lambda: end(begin()), look)
    assert seen == {(), ("unknown",), ("accepted",)}
