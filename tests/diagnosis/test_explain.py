"""What an operator reads for failures that everybody meets."""

from smtptui.diagnosis import explain
from smtptui.model.diagnosis import Confidence
from smtptui.model.evidence import Evidence

GMAIL = {"host": "smtp.gmail.com", "port": 587, "security": "starttls", "username": "fred@gmail.com"}


def test_a_summary_names_the_operators_own_values() -> None:
    answer = explain(Evidence("gmail", "auth", 535, "5.7.8", "Username and Password not accepted.", settings=GMAIL))
    assert answer.cause == "bad_credentials"
    assert answer.summary == "smtp.gmail.com refused the password of fred@gmail.com."


def test_what_the_transport_established_is_certain() -> None:
    answer = explain(Evidence(stage="connect", known_cause="connection_refused", settings={"host": "mail.example.com"}))
    assert (answer.cause, answer.confidence) == ("connection_refused", Confidence.CERTAIN)
    assert "mail.example.com refused the connection" in answer.summary


def test_a_rule_refines_what_the_transport_established() -> None:
    answer = explain(Evidence("godaddy", "connect", exception="Connection refused", known_cause="connection_refused"))
    assert answer.cause == "port_blocked_or_filtered"


def test_what_fits_nothing_is_unknown_and_says_what_the_class_says() -> None:
    answer = explain(Evidence(stage="quit", code=599, text="xyzzy"))
    assert answer.cause == "unknown"
    assert "599" in answer.summary


def test_passed_stages_are_ruled_out() -> None:
    answer = explain(Evidence(stage="auth", code=535, passed_stages=("resolve", "connect", "tls")))
    assert answer.ruled_out == ("blocked port (it connected)", "TLS (handshake passed)")


def test_nothing_at_all_is_unknown() -> None:
    assert explain(Evidence()).cause == "unknown"
