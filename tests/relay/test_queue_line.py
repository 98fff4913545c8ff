"""Lines of `postqueue -j`, as Postfix prints them and as it never should."""

import json
from typing import Any

import pytest

from smtptui.model.relay import WaitingRecipient
from smtptui.relay.queue_line import queued_message

# As Postfix 3.7.11 printed it.
_REAL = (
    b'{"queue_name": "deferred", "queue_id": "19A1823C990", "arrival_time": 1795209003, "message_size": 361, '
    b'"forced_expire": false, "sender": "app@darrensnet.com", "recipients": [{"address": "a@example.com", '
    b'"delay_reason": "connect to 127.0.0.1[127.0.0.1]:39009: Connection refused"}, {"address": "b@example.com"}]}'
)


def _line(**changes: Any) -> bytes:
    return json.dumps({**json.loads(_REAL), **changes}).encode()


def test_a_line_of_postfix_is_read_in_full() -> None:
    message = queued_message(_REAL)
    assert message is not None
    assert (message.queue, message.queue_id, message.size_octets) == ("deferred", "19A1823C990", 361)
    assert message.arrived_at.isoformat() == "2026-11-20T21:10:03+00:00"
    assert message.recipients == (
        WaitingRecipient("a@example.com", "connect to 127.0.0.1[127.0.0.1]:39009: Connection refused"),
        WaitingRecipient("b@example.com"),
    )


def test_what_was_read_is_said_again_in_the_same_words() -> None:
    message = queued_message(_REAL)
    assert message is not None
    assert message.as_json() == json.loads(_REAL)


def test_members_and_queues_that_we_do_not_know_do_no_harm() -> None:
    recipient = {"address": "a@example.com", "other_reason": "x", "mood": None}
    message = queued_message(_line(queue_name="limbo", tls_level=3, recipients=[recipient]))
    assert message is not None
    assert (message.queue, message.recipients) == ("limbo", (WaitingRecipient("a@example.com"),))


def test_the_members_of_postfix_3_11_are_read() -> None:
    recipient = {"address": "a@example.com", "orig_address": "alias@example.com", "bounce_reason": "no such user"}
    message = queued_message(_line(recipients=[recipient]))
    assert message is not None
    assert message.recipients == (WaitingRecipient("a@example.com", None, "alias@example.com", "no such user"),)
    assert message.as_json()["recipients"] == [recipient]


def test_a_line_of_a_postfix_before_3_5_is_read() -> None:
    entry = json.loads(_REAL)
    del entry["forced_expire"]
    message = queued_message(json.dumps(entry).encode())
    assert message is not None
    assert not message.is_forced_to_expire


def test_a_bounce_has_no_sender() -> None:
    message = queued_message(_line(sender="MAILER-DAEMON"))
    assert message is not None
    assert message.sender == ""


@pytest.mark.parametrize("member", ["queue_name", "sender"])
def test_hostile_text_of_a_message_is_made_visible(member: str) -> None:
    message = queued_message(_line(**{member: "a\x1b[31m\u202e\u009b\n"}))
    assert message is not None
    assert "a␛[31m\\u202e\\u009b␊" in (message.queue, message.sender)


def test_hostile_text_of_a_recipient_is_made_visible() -> None:
    names = ("address", "delay_reason", "orig_address", "bounce_reason")
    message = queued_message(_line(recipients=[dict.fromkeys(names, "\x1b]0;x\x07")]))
    assert message is not None
    assert message.recipients == (WaitingRecipient(*["␛]0;x␇"] * 4),)


def test_octets_that_are_no_utf_8_are_shown() -> None:
    message = queued_message(_REAL.replace(b"app@", b"\xff\xfe@"))
    assert message is not None
    assert message.sender == "\\xff\\xfe@darrensnet.com"


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"Mail queue is empty",
        _REAL[:-40],
        b"[1, 2]",
        b"null",
        b"[" * 100_000,
        _line(queue_id=None),
        _line(queue_id=7),
        _line(sender=["a"]),
        _line(arrival_time="yesterday"),
        _line(arrival_time=float("nan")),
        _line(arrival_time=10**30),
        _line(message_size=None),
        _line(message_size=float("inf")),
        _line(recipients=None),
        _line(recipients=["a@example.com"]),
        _line(recipients=[{"delay_reason": "no address"}]),
        _line(recipients=[{"address": "a", "delay_reason": 5}]),
        json.dumps({"queue_id": "19A1823C990"}).encode(),
    ],
    ids=range(19),
)
def test_a_damaged_line_is_no_message(line: bytes) -> None:
    assert queued_message(line) is None
