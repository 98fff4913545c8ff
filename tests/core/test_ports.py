"""What the fates of several endpoints show together."""

import pytest

from smtptui.core.ports import endpoints_of, of_session, verdict
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.report import AddressReport, AddressStatus, PortReport, SessionReport, StageReport
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status

OWN = Endpoint("smtp.example.com", 587, Security.STARTTLS)
OTHER = Endpoint("smtp.example.com", 2525, Security.STARTTLS)
ELSEWHERE = Endpoint("mail.example.net", 587, Security.STARTTLS)
SETTINGS = Settings("home", "custom", OWN, alternatives=(OTHER,))


def open_(endpoint: Endpoint) -> PortReport:
    """It answers."""
    return PortReport(endpoint, Status.PASSED, 30.0)


def silent(endpoint: Endpoint, cause: str = "port_blocked_or_filtered") -> PortReport:
    """It does not."""
    return PortReport(endpoint, Status.FAILED, 15_000.0, "no answer to the connection attempt", cause)


@pytest.mark.parametrize(
    ("reports", "words"),
    [
        ([open_(OWN)], "smtp.example.com:587 STARTTLS works from here"),
        (
            [silent(OWN), open_(OTHER)],
            "port 587 is likely filtered on the way; smtp.example.com:2525 STARTTLS is open: use it",
        ),
        (
            [silent(OWN), open_(OTHER), silent(ELSEWHERE)],
            "port 587 is closed to everyone from this machine; smtp.example.com:2525 STARTTLS is open: use it",
        ),
        (
            [silent(OWN), silent(OTHER), silent(ELSEWHERE)],
            "port 587 is closed to everyone from this machine",
        ),
        (
            [silent(OWN), silent(OTHER, "cert_untrusted_issuer")._replace(stage=Stage.TLS, error="not trusted")],
            "port 587 is likely filtered on the way; "
            "smtp.example.com:2525 STARTTLS answers, and fails at tls: not trusted",
        ),
        (
            [silent(OWN), open_(ELSEWHERE)],
            "port 587 is open from here (to mail.example.net), so smtp.example.com or the way to it fails",
        ),
        (
            [silent(OWN), silent(OTHER), silent(ELSEWHERE, "dns_no_such_host")],
            "none of them answers: the host or the way there, undecided",
        ),
        (
            [silent(OWN, "dns_no_such_host"), open_(ELSEWHERE)],
            "the name smtp.example.com does not resolve here, so its ports say nothing; "
            "mail.example.net:587 STARTTLS works",
        ),
    ],
)
def test_the_verdict_says_what_the_evidence_bears(reports: list[PortReport], words: str) -> None:
    assert verdict(SETTINGS, reports) == words


def test_an_endpoint_is_named_once() -> None:
    assert endpoints_of(SETTINGS, (ELSEWHERE, OTHER)) == (OWN, OTHER, ELSEWHERE)


ADDRESS = AddressReport("192.0.2.1", AddressStatus.FAILED, 15_000.0, "no answer")


@pytest.mark.parametrize(
    ("stage", "status"), [(Stage.CONNECT, Status.FAILED), (Stage.TLS, Status.FAILED), (Stage.AUTH, Status.PASSED)]
)
def test_a_session_that_ended_says_whether_its_port_is_open(stage: Stage, status: Status) -> None:
    stages = (StageReport(0, Stage.RESOLVE, Status.PASSED, 2.0, ""), StageReport(1, Stage.CONNECT, status, 3.0, ""))
    failure = Failure(stage, "connection_refused", "connection refused")
    report = of_session(OWN, SessionReport("h", "c", OWN, stages=stages, failure=failure, addresses=(ADDRESS,)))
    assert (report.status, report.elapsed_ms, report.addresses) == (status, 5.0, (ADDRESS,))
    assert report.stage == (stage if status is Status.FAILED else None)
