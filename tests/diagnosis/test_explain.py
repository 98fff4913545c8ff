"""What an operator reads for failures that everybody meets."""

import pytest

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


def test_two_causes_are_given_in_order_where_the_evidence_allows_both() -> None:
    answer = explain(Evidence("ses", "auth", 535, text="535 Authentication Credentials Invalid"))
    assert answer.cause == "bad_credentials"
    assert answer.also == ("wrong_credential_kind", "wrong_region_credentials")


def test_an_answer_says_what_it_rests_on() -> None:
    answer = explain(Evidence("gmail", "auth", 535, "5.7.8", "Username and Password not accepted. p=BadCredentials"))
    assert answer.evidence == (
        "stage auth",
        "reply code 535, enhanced code 5.7.8",
        "the words “badcredentials”",
        "the provider gmail",
    )


def test_the_region_that_a_reply_names_stands_in_the_text() -> None:
    text = (
        "554 Message rejected: Email address is not verified. "
        "The following identities failed the check in region US-EAST-1: me@example.com"
    )
    answer = explain(Evidence("ses", "data", 554, text=text))
    assert answer.summary == "Amazon SES has not verified me@example.com in us-east-1."


def test_the_limit_that_a_reply_names_stands_in_the_text() -> None:
    answer = explain(Evidence(stage="data", text="5.7.1 <DATA>: Data command rejected: only 10 messages per day"))
    assert "10 messages per day" in answer.summary


def test_a_stage_that_was_named_wrongly_does_not_blind() -> None:
    answer = explain(Evidence(stage="data", exception="[SSL: WRONG_VERSION_NUMBER] wrong version number"))
    assert answer.cause == "tls_on_plaintext_port"


def test_after_a_challenge_the_step_is_to_try_plain_where_it_is_offered() -> None:
    tried = {"mechanism": "scram-sha-256", "capabilities": ["AUTH SCRAM-SHA-256 PLAIN"], "security": "tls"}
    answer = explain(Evidence(stage="auth", code=535, text="5.7.8 authentication failed", settings=tried))
    assert answer.cause == "bad_credentials"
    assert answer.fix.startswith("Set mechanism = plain")
    assert "cannot check SCRAM-SHA-256" in answer.fix
    in_the_clear = {**tried, "security": "none"}
    assert "plain" not in explain(Evidence(stage="auth", code=535, settings=in_the_clear)).fix


@pytest.mark.parametrize(
    ("security", "cause"), [("tls", "connection_dropped"), ("starttls", "starttls_broken_on_server")]
)
def test_an_alert_without_starttls_does_not_blame_starttls(security: str, cause: str) -> None:
    alert = "SSLError: [SSL: TLSV1_ALERT_INTERNAL_ERROR] tlsv1 alert internal error"
    assert explain(Evidence(stage="tls", exception=alert, settings={"security": security})).cause == cause


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("5.7.1 <host.example.net[192.0.2.1]>: Client host rejected: Access denied", "ip_not_allowlisted"),
        ("Your access to this mail system has been rejected due to poor reputation", "reputation_blocked"),
        ("5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "ip_blocklisted"),
        ("5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]", "ptr_missing"),
    ],
)
def test_a_refusal_at_the_greeting_is_read_by_its_words(text: str, cause: str) -> None:
    assert explain(Evidence(stage="greeting", code=554, text=text)).cause == cause


def test_a_name_that_the_reply_dislikes_stands_in_the_text() -> None:
    text = "<25aea30808b2>: Helo command rejected: need fully-qualified hostname"
    assert "(25aea30808b2)" in explain(Evidence(stage="rcpt", code=504, text=text)).summary


def test_what_dotnet_says_before_the_reply_is_not_the_reply() -> None:
    said = "Mailbox unavailable. The server response was: 5.7.1 Client host rejected: cannot find your hostname"
    assert explain(Evidence(stage="rcpt", exception=said)).cause == "ptr_missing"


@pytest.mark.parametrize(
    "said",
    [
        'Expected response code "250" but got code "535", with message "535 5.7.8 authentication failed"',
        "Expected: 250, Got: 535 | 535 authentication failed",
        "Expected smtp code 235, got 535",
    ],
)
def test_the_code_that_a_client_waited_for_is_not_the_answer(said: str) -> None:
    assert explain(Evidence(exception=said)).cause == "bad_credentials"


@pytest.mark.parametrize(("ours", "theirs"), [("doesn't exist", "does not exist"), ("over-quota", "over quota")])
def test_spellings_make_no_difference(ours: str, theirs: str) -> None:
    answers = {explain(Evidence(stage="rcpt", code=550, text=f"user {words}")).cause for words in (ours, theirs)}
    assert len(answers) == 1
