"""What is kept of the messages, and how they read."""

from datetime import UTC, datetime

from smtptui.sandbox.catcher import Catcher, CaughtMessage


def _message(source: bytes = b"", queue_id: str = "1") -> CaughtMessage:
    return CaughtMessage(
        queue_id=queue_id,
        received_at=datetime(2026, 11, 21, tzinfo=UTC),
        scenario="good",
        peer="127.0.0.1:50000",
        username="demo",
        reverse_path="a@b.example",
        forward_paths=("c@d.example",),
        source=source,
    )


def test_the_oldest_messages_go_when_there_are_too_many() -> None:
    catcher = Catcher(maximum_messages=2)
    for number in range(5):
        catcher.keep(_message(queue_id=str(number)))
    assert [message.queue_id for message in catcher.messages] == ["3", "4"]
    assert catcher.received == 5


def test_the_oldest_messages_go_when_they_are_too_large_together() -> None:
    catcher = Catcher(maximum_octets=100)
    for number in range(3):
        catcher.keep(_message(b"x" * 40, queue_id=str(number)))
    assert [message.queue_id for message in catcher.messages] == ["1", "2"]


def test_a_message_over_the_bound_is_announced_and_not_kept() -> None:
    catcher = Catcher(maximum_octets=10)
    heard: list[CaughtMessage] = []
    catcher.on_message(heard.append)
    catcher.keep(_message(b"x" * 11))
    assert catcher.messages == ()
    assert len(heard) == 1


def test_headers_are_unfolded_and_decoded() -> None:
    source = b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n =?utf-8?q?_an_alle?=\r\nX-Raw: gr\xc3\xbcn\r\n\r\n"
    assert _message(source).headers == (("Subject", "Grüße an alle"), ("X-Raw", "grün"))


def test_a_header_whose_encoding_is_broken_stands_as_it_came() -> None:
    source = b"Subject: =?no-such-charset?q?abc?=\r\nX: =?utf-8?b?a?=\r\n\r\n"
    assert dict(_message(source).headers) == {"Subject": "=?no-such-charset?q?abc?=", "X": "=?utf-8?b?a?="}


def test_nothing_of_a_message_moves_the_cursor() -> None:
    hidden = "=?utf-8?q?=1B=5B31m_=E2=80=AE?="
    source = f"Subject: {hidden}\r\n\x1bX: y\r\nContent-Type: text/plain\r\n\r\nbody \x1b[2J\r\n\x07".encode()
    message = _message(source)
    everything = [*(word for pair in message.headers for word in pair), message.subject]
    everything += [part.text or "" for part in message.parts]
    assert not any("\x1b" in text or "\x07" in text or "\u202e" in text for text in everything)


def test_the_parts_are_the_texts_and_attachments() -> None:
    source = (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n\r\n"
        b"gr\xfcn\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
        b'Content-Disposition: attachment; filename="a.pdf"\r\n\r\nAAEC\r\n--b--\r\n'
    )
    text, attachment = _message(source).parts
    assert (text.media_type, text.text, text.filename) == ("text/plain", "grün", None)
    assert (attachment.media_type, attachment.filename, attachment.size_octets) == ("application/pdf", "a.pdf", 3)
    assert attachment.text is None


def test_text_in_an_unknown_charset_is_shown_octet_by_octet() -> None:
    (part,) = _message(b"Content-Type: text/plain; charset=no-such\r\n\r\na\xffb").parts
    assert part.text == "a\\xffb"


def test_a_message_nested_beyond_reason_is_one_part() -> None:
    depth = 1000
    source = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(depth))
    (part,) = _message(source).parts
    assert (part.text, part.size_octets) == (None, len(source))


def test_a_message_without_a_subject_has_an_empty_one() -> None:
    assert _message(b"From: a@b.example\r\n\r\nbody").subject == ""


def test_a_messages_source_is_not_in_its_repr() -> None:
    assert "private words" not in repr(_message(b"private words"))
