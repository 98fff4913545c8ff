"""What changed since it last worked, in a sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from smtptui.core.drift import Drift, changes, drift
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.fingerprint import LastGood, fingerprint_of
from smtptui.model.report import SessionReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
GOOD = SessionReport(
    "home",
    "custom",
    Endpoint("smtp.example.com", 587, Security.STARTTLS),
    capabilities=Capabilities("mx.example.com", {"AUTH": "LOGIN PLAIN", "SIZE": "1000"}),
)
FAILED = GOOD._replace(failure=Failure(Stage.AUTH, None, "refused"))


@pytest.mark.parametrize(
    ("offered", "sentence"),
    [
        ("LOGIN PLAIN", "it worked 3 d ago, and the server looks the same"),
        ("LOGIN", "since it worked 3 d ago: AUTH PLAIN is gone"),
        ("XOAUTH2", "since it worked 3 d ago: AUTH LOGIN, AUTH PLAIN are gone; AUTH XOAUTH2 is new"),
    ],
)
def test_it_says_what_is_different_and_since_when(offered: str, sentence: str) -> None:
    now = FAILED._replace(capabilities=Capabilities("mx.example.com", {"AUTH": offered, "SIZE": "1000"}))
    assert drift(LastGood(NOON, fingerprint_of(GOOD)), now, NOON + timedelta(days=3)).sentence == sentence


def test_a_report_has_a_sentence_a_difference() -> None:
    found = Drift("3 d", ("AUTH PLAIN is gone", "SIZE 1000 is gone"))
    assert changes(found) == (
        "since it worked 3 d ago: AUTH PLAIN is gone",
        "since it worked 3 d ago: SIZE 1000 is gone",
    )
