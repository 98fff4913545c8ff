"""A received message, opened."""

from datetime import UTC, datetime

from smtptui.core.received import MAXIMUM_SOURCE_OCTETS, OpenedMessage, listed, opened
from smtptui.sandbox.catcher import CaughtMessage


def _caught(source: bytes) -> CaughtMessage:
    return CaughtMessage(
        queue_id="1",
        received_at=datetime(2026, 11, 21, tzinfo=UTC),
        scenario="good",
        peer="127.0.0.1:50000",
        username=None,
        reverse_path="a@b.example",
        forward_paths=("c@d.example",),
        source=source,
    )


def _opened(source: bytes) -> OpenedMessage:
    return opened(_caught(source))


def test_html_is_read_as_words_and_its_references_move_no_cursor() -> None:
    message = _opened(b"Content-Type: text/html\r\n\r\n<p>Hello <b>you</b>&#x202e;[2J")
    (part,) = message.parts
    assert (part.text, part.is_html) == ("Hello you\\u202e[2J", True)


def test_a_header_is_found_whatever_its_case() -> None:
    message = _opened(b"SUBJECT: one\r\nsubject: two\r\n\r\n")
    assert (message.header("Subject"), message.header("From")) == ("one", "")


def test_of_a_large_message_the_beginning_is_shown_and_the_rest_counted() -> None:
    message = _opened(b"A: b\r\n\r\n" + b"x" * MAXIMUM_SOURCE_OCTETS)
    assert message.unseen_octets == 8
    assert message.received.size_octets == MAXIMUM_SOURCE_OCTETS + 8
    (part,) = message.parts
    assert part.text is not None
    assert part.text.endswith("\n… and 162,144 characters more")


def test_the_list_has_envelope_subject_and_size() -> None:
    line = listed(_caught(b"Subject: hello\r\n\r\n"))
    assert (line.key, line.subject, line.size_octets) == ("1", "hello", 18)
    assert (line.reverse_path, line.forward_paths) == ("a@b.example", ("c@d.example",))
