"""A past session's report, written into one line and read again."""

import json

import pytest

from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.history import HistoryEntry, Kind, entry_of
from smtptui.model.past import bare, dumped, loaded
from smtptui.model.report import Delivery, Outcome, RecipientReport, SessionReport, StageReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from tests.tui.still_workspace import NOW

REFUSED = Reply(534, ("5.7.9 Application-specific password required", "5.7.9 see пароль"))
PROBE = SessionReport(
    "staging",
    "gmail",
    Endpoint("smtp.gmail.com", 587, Security.STARTTLS),
    username="fred@gmail.com",
    address="74.125.133.108",
    stages=(
        StageReport(0, Stage.RESOLVE, Status.PASSED, 3.1, "3 addresses"),
        StageReport(1, Stage.AUTH, Status.FAILED, 188.2, REFUSED.one_line),
    ),
    failure=Failure(Stage.AUTH, None, "refused", REFUSED),
    diagnosis=Diagnosis(
        "app_password_required", Confidence.CERTAIN, "wants one", "make one\npaste it", ruled_out=("TLS", "the port")
    ),
    mechanism="PLAIN",
    elapsed_ms=407.1,
    changes=("AUTH LOGIN gone",),
)
MESSAGE = PROBE._replace(
    failure=None,
    diagnosis=None,
    delivery=Delivery(
        Outcome.ACCEPTED,
        "<1@example.com>",
        "4F2",
        (RecipientReport("a@example.com", True, Reply(250, ("ok",))), RecipientReport("b@example.com", False, REFUSED)),
        ("a@example.com", "b@example.com"),
        "a subject",
    ),
)
UNTRIED = SessionReport("staging", "gmail", None, username="fred@gmail.com", error=("secret", "no keyring"))


def entry(report: SessionReport) -> HistoryEntry:
    kind: Kind = "send" if report.delivery else "probe"
    return entry_of(report, kind, NOW)


@pytest.mark.parametrize("report", [PROBE, MESSAGE, UNTRIED], ids=["probe", "message", "untried"])
def test_a_report_is_read_as_it_was_written(report: SessionReport) -> None:
    assert loaded(dumped(report), entry(report)) == report


def test_neither_the_transcript_nor_what_fills_pages_is_written() -> None:
    full = PROBE._replace(
        transcript=("C: DATA", "a body"),
        capabilities=Capabilities("mx", {"SIZE": "1"}),
        failure=Failure(Stage.AUTH, None, "x" * 9000, Reply(550, ("y" * 9000,) * 90)),
    )
    written = dumped(full)
    assert "a body" not in written
    assert len(written) < 12_000


@pytest.mark.parametrize("report", [PROBE, MESSAGE, UNTRIED], ids=["probe", "message", "untried"])
def test_without_more_than_its_line_a_session_says_what_the_line_says(report: SessionReport) -> None:
    line = entry(report)
    again = loaded(None, line)
    assert (again.profile, again.elapsed_ms) == (report.profile, report.elapsed_ms)
    assert bool(again.failure) == bool(report.failure)
    assert bool(again.error) == bool(report.error)
    assert bool(again.delivery) == bool(report.delivery)


@pytest.mark.parametrize("change", [{"stages": [[0, "quic", "passed", 1.0, ""]]}, {"failure": 7}, {"delivery": {}}])
def test_labels_of_a_later_version_leave_what_the_line_says(change: dict[str, object]) -> None:
    written = json.dumps({**json.loads(dumped(PROBE)), **change})
    line = entry(PROBE)
    assert loaded(written, line) == bare(line)


def test_a_message_in_doubt_may_have_gone_to_everybody() -> None:
    doubt = MESSAGE._replace(delivery=Delivery(Outcome.UNKNOWN, None, None, (), ("a@example.com",), "a subject"))
    assert entry(doubt).recipients == ("a@example.com",)
    assert loaded(dumped(doubt), entry(doubt)).delivery == doubt.delivery
