"""Why messages wait, each distinct reason once."""

from datetime import UTC, datetime

import pytest

from smtptui.core.relay.reasons import Reasons, explaining, provider_of
from smtptui.model.relay import QueuedMessage, WaitingRecipient

_GMAIL = (
    "host smtp.gmail.com[74.125.133.108] said: 421-4.7.0 Try again later, closing connection. {} - gsmtp (in reply to "
    "end of DATA command)"
)


def _message(*reasons: str | None) -> QueuedMessage:
    recipients = tuple(WaitingRecipient(f"r{at}@example.com", reason) for at, reason in enumerate(reasons))
    return QueuedMessage("deferred", "ABCDEF", datetime.now(UTC), 300, "a@b.example", recipients)


def test_reasons_that_differ_in_ids_alone_are_one() -> None:
    reasons = Reasons("gmail")
    for number in range(5):
        reasons.add(_message(_GMAIL.format(f"id{number}abc")))
    (told,) = reasons.told()
    assert told.messages == 5


def test_a_message_counts_once_for_each_of_its_reasons() -> None:
    reasons = Reasons(None)
    reasons.add(_message("connect to a.example[192.0.2.1]:25: Connection timed out", None))
    reasons.add(
        _message(*["connect to a.example[192.0.2.1]:25: Connection timed out"] * 3, "mail loops back to myself")
    )
    assert [(told.messages, told.text[:10]) for told in reasons.told()] == [(2, "connect to"), (1, "mail loops")]


@pytest.mark.parametrize(
    ("reason", "cause"),
    [
        ("connect to 127.0.0.1[127.0.0.1]:25: Connection refused", "connection_refused"),
        (
            "delivery temporarily suspended: connect to 127.0.0.1[127.0.0.1]:25: Connection refused",
            "connection_refused",
        ),
        (
            "SASL authentication failed; server smtp.gmail.com[192.0.2.1] said: 535-5.7.8 Username and Password not "
            "accepted. For more information, go to 535 5.7.8 https://support.google.com/mail/?p=BadCredentials",
            "bad_credentials",
        ),
        ("TLS is required, but was not offered by host 127.0.0.1[127.0.0.1]", "starttls_not_offered"),
        ("connect to smtp.example.com[192.0.2.1]:25: Connection timed out", "port_blocked_or_filtered"),
    ],
)
def test_what_postfix_states_as_reason_is_explained(reason: str, cause: str) -> None:
    assert explaining(None)(reason).cause == cause


def test_the_port_that_was_tried_stands_in_the_summary() -> None:
    assert "2525" in explaining(None)("connect to 127.0.0.1[127.0.0.1]:2525: Connection refused").summary


@pytest.mark.parametrize(
    ("relayhost", "provider"),
    [
        ("[smtp.gmail.com]:587", "gmail"),
        ("smtp.sendgrid.net:submission", "sendgrid"),
        ("[127.0.0.1]:25", None),
        ("[mx.nobody.example]", None),
        ("", None),
        ("a, b", None),
    ],
)
def test_the_provider_is_known_by_the_relay_host(relayhost: str, provider: str | None) -> None:
    found = provider_of(relayhost)
    assert (found is None) if provider is None else (found is not None and provider in found)
