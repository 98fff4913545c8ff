"""Delivery status notifications: RFC 3464."""

from smtptui.diagnosis.bounce import failures_in_message, looks_like_a_message

_STATUS = """\
Reporting-MTA: dns; mail.example.com

Final-Recipient: rfc822; one@example.net
Action: failed
Status: 5.2.2
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; 552 5.2.2 <one@example.net>: Mailbox is
    full

Final-Recipient: rfc822; two@example.net
Action: failed
Status: 5.1.1 (bad mailbox)
"""


def _bounce(status: str = _STATUS, text: str = "Your message could not be delivered.") -> bytes:
    head = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@example.com\r\nTo: me@example.com\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
    )
    parts = f"--B\r\nContent-Type: text/plain\r\n\r\n{text}\r\n"
    if status:
        parts += f"--B\r\nContent-Type: message/delivery-status\r\n\r\n{status}\r\n"
    parts += "--B\r\nContent-Type: message/rfc822\r\n\r\nFrom: me@example.com\r\n\r\n535 5.7.8 not a reply\r\n--B--\r\n"
    return (head + parts).encode()


def test_each_recipient_has_its_reply() -> None:
    full, unknown = failures_in_message(_bounce())
    assert (full.code, full.host) == (552, "mx.example.net")
    assert " ".join(full.text.split()) == "552 5.2.2 <one@example.net>: Mailbox is full"
    assert unknown.text.strip() == "5.1.1"


def test_a_bounce_in_a_bounce_is_read() -> None:
    head = b"From: list@example.org\r\nContent-Type: multipart/mixed; boundary=C\r\n\r\n--C\r\n"
    nested = head + b"Content-Type: message/rfc822\r\n\r\n" + _bounce() + b"\r\n--C--\r\n"
    assert [found.code for found in failures_in_message(nested)] == [552, None]


def test_a_bounce_without_a_status_part_is_read_as_text() -> None:
    text = "<you@example.net>:\r\n192.0.2.1 does not like recipient.\r\nRemote host said: 550 No such user here\r\n"
    (found,) = [found for found in failures_in_message(_bounce(status="", text=text)) if found.code == 550]
    assert found.text == "550 No such user here"


def test_only_a_report_is_taken_for_one() -> None:
    assert looks_like_a_message(_bounce())
    assert not looks_like_a_message(b"535 5.7.8 Error: authentication failed")
    assert not looks_like_a_message(b"From: me\nTo: you\n\nhello")


def test_a_broken_message_is_survived() -> None:
    assert failures_in_message(b"Content-Type: multipart/report; boundary=\xff\xfe\r\n\r\n--\xff\r\n\x00" * 50) == []
