"""What of a session the rules may read."""

from smtptui.core.explain import evidence_of, explain_failure
from smtptui.model.failure import Failure
from smtptui.model.report import StageReport
from smtptui.smtp.capabilities import parse_ehlo
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from tests.peers import SENDER, Peer

_SETTINGS = Peer(587, Security.STARTTLS, "").settings(provider="gmail", username="fred@gmail.com", region="eu")
_OFFERED = parse_ehlo(Reply(250, ("mail.example", "SIZE 100", "AUTH PLAIN LOGIN", "PIPELINING")))
_STAGES = [
    StageReport(0, Stage.RESOLVE, Status.PASSED, 1.0, ""),
    StageReport(1, Stage.GREETING, Status.WARNED, 1.0, ""),
    StageReport(2, Stage.EHLO, Status.SKIPPED, 1.0, ""),
    StageReport(3, Stage.AUTH, Status.FAILED, 1.0, ""),
]
_REPLY = Reply(535, ("5.7.8 Username and Password not accepted.", "5.7.8 BadCredentials"))


def test_a_reply_is_the_evidence_where_there_is_one() -> None:
    failure = Failure(Stage.AUTH, None, "535 5.7.8 Username…", _REPLY)
    evidence = evidence_of(_SETTINGS, failure, _OFFERED, _STAGES, "PLAIN")
    assert (evidence.provider, evidence.stage) == ("gmail", "auth")
    assert (evidence.code, evidence.enhanced) == (535, "5.7.8")
    assert evidence.text == "Username and Password not accepted.\nBadCredentials"
    assert evidence.exception == ""
    assert evidence.passed_stages == ("resolve", "greeting")
    assert evidence.settings["capabilities"] == ["SIZE 100", "AUTH PLAIN LOGIN", "PIPELINING"]
    assert evidence.settings["mechanism"] == "PLAIN"
    assert evidence.settings["username"] == "fred@gmail.com"
    assert evidence.settings["from_address"] == SENDER


def test_without_a_reply_the_words_of_the_failure_are_the_evidence() -> None:
    evidence = evidence_of(_SETTINGS, Failure(Stage.TLS, "cert_expired", "expired"), _OFFERED, _STAGES)
    assert (evidence.code, evidence.text, evidence.exception) == (None, "", "expired")
    assert evidence.known_cause == "cert_expired"
    assert evidence.settings["mechanism"] == "auto"


def test_the_exceptions_own_words_come_before_ours() -> None:
    failure = Failure(Stage.TLS, None, "the handshake failed", exception="SSLError: bad record")
    assert evidence_of(_SETTINGS, failure, _OFFERED, _STAGES).exception == "SSLError: bad record"


def test_the_name_that_was_said_is_evidence_and_stands_in_the_text() -> None:
    failure = Failure(Stage.EHLO, None, "", Reply(550, ("Invalid HELO name",)))
    assert evidence_of(_SETTINGS, failure, _OFFERED, _STAGES, ehlo_name="box").settings["ehlo_name"] == "box"
    assert "(box)" in explain_failure(_SETTINGS, failure, _OFFERED, _STAGES, ehlo_name="box").summary


def test_a_failure_is_explained() -> None:
    failure = Failure(Stage.AUTH, None, "535 5.7.8 Username…", _REPLY)
    assert explain_failure(_SETTINGS, failure, _OFFERED, _STAGES).cause == "bad_credentials"
