"""Octets to replies: RFC 5321 section 4.2, RFC 2034, and what real servers send."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.smtp.reply import MAXIMUM_LINE_OCTETS, MAXIMUM_REPLY_OCTETS, BrokenReplyError, Reply, ReplyReader
from smtptui.text import printable

_CODES = st.integers(200, 599)
_TEXTS = st.binary(max_size=40).map(lambda octets: octets.replace(b"\n", b" ").removesuffix(b"\r"))
_PROPERTY = settings(max_examples=80, deadline=None, derandomize=True)


def _read(pieces: Iterable[bytes]) -> list[Reply]:
    replies: list[Reply] = []
    _read_into(replies, pieces)
    return replies


def _read_until_broken(pieces: Iterable[bytes]) -> tuple[list[Reply], str]:
    replies: list[Reply] = []
    with pytest.raises(BrokenReplyError) as raised:
        _read_into(replies, pieces)
    return replies, raised.value.fault


def _read_into(replies: list[Reply], pieces: Iterable[bytes]) -> None:
    reader = ReplyReader()
    for piece in pieces:
        replies.extend(reader.feed(piece))
    reader.finish()


@pytest.mark.parametrize(
    ("octets", "code", "enhanced", "text"),
    [
        (b"250 OK\r\n", 250, None, "OK"),
        (b"250\r\n", 250, None, ""),
        (b"250 \r\n", 250, None, ""),
        (b"250 bare line feed\n", 250, None, "bare line feed"),
        (b"220 smtp.gmail.com ESMTP a1-2002 - gsmtp\r\n", 220, None, "smtp.gmail.com ESMTP a1-2002 - gsmtp"),
        (b"250-mail.example\r\n250-SIZE 100\r\n250 PIPELINING\r\n", 250, None, "mail.example\nSIZE 100\nPIPELINING"),
        (b"250-\r\n250-x\r\n250\r\n", 250, None, "\nx\n"),
        (
            b"535-5.7.8 Username and Password not accepted. For more information, go to\r\n"
            b"535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1 - gsmtp\r\n",
            535,
            "5.7.8",
            "Username and Password not accepted. For more information, go to\n"
            "https://support.google.com/mail/?p=BadCredentials a1 - gsmtp",
        ),
        (b"550 5.1.1\r\n", 550, "5.1.1", ""),
        (b"421 4.7.0 Try again later\r\n", 421, "4.7.0", "Try again later"),
        (b"550-5.7.1 first\r\n550 5.7.26 another\r\n", 550, "5.7.1", "first\n5.7.26 another"),
        (b"550 5.7.1000 four digits\r\n", 550, None, "5.7.1000 four digits"),
        (b"550 2.1.1 of another class\r\n", 550, None, "2.1.1 of another class"),
        (b"354 3.0.0 no such class\r\n", 354, None, "3.0.0 no such class"),
        (b"550 10.0.5.1 an address\r\n", 550, None, "10.0.5.1 an address"),
        ("250 grüß dich\r\n".encode(), 250, None, "grüß dich"),
        ("550 不存在的用户\r\n".encode(), 550, None, "不存在的用户"),
        ("250 grüß".encode("latin-1") + b"\r\n", 250, None, "gr\\xfc\\xdf"),
        (b"250 \x1b[2Jred\x00\r\n", 250, None, "␛[2Jred␀"),
        (b"250 a\rb\r\n", 250, None, "a␍b"),
    ],
)
def test_a_reply_is_read(octets: bytes, code: int, enhanced: str | None, text: str) -> None:
    (reply,) = _read([octets])
    assert (reply.code, reply.enhanced, reply.text) == (code, enhanced, text)


def test_one_line_for_people_has_everything() -> None:
    assert Reply(535, ("5.7.8 not", "5.7.8  accepted")).one_line == "535 5.7.8 not accepted"


@pytest.mark.parametrize(
    ("code", "positive", "refusal"), [(250, True, False), (334, False, False), (421, False, True), (550, False, True)]
)
def test_the_first_digit_says_whether_it_was_done(code: int, positive: bool, refusal: bool) -> None:
    reply = Reply(code, ("",))
    assert (reply.is_positive, reply.is_refusal) == (positive, refusal)


@pytest.mark.parametrize(
    ("octets", "fault"),
    [
        (b"hello\r\n", "no reply code"),
        (b"\r\n", "no reply code"),
        (b"25\r\n", "no reply code"),
        (b"2500 ok\r\n", "no reply code"),
        (b"250_ok\r\n", "no reply code"),
        (b" 250 ok\r\n", "no reply code"),
        (b"000 ok\r\n", "no reply code"),
        (b"199 ok\r\n", "no reply code"),
        (b"999 ok\r\n", "no reply code"),
        ("٢٥٠ ok\r\n".encode(), "no reply code"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", "no reply code"),
        (b"GET / HTTP", "no reply code"),
        (b"250-yes\r\n550 no\r\n", "changes from 250 to 550"),
        (b"250-yes\r\nno code\r\n", "no reply code"),
        (b"250 " + b"x" * MAXIMUM_LINE_OCTETS + b"\r\n", "more than 8 KiB"),
        (b"250 " + b"x" * MAXIMUM_LINE_OCTETS, "without an end"),
        ((b"250-" + b"x" * 996 + b"\r\n") * (MAXIMUM_REPLY_OCTETS // 1000 + 1), "more than 64 KiB"),
    ],
)
def test_what_breaks_the_grammar_ends_the_reading(octets: bytes, fault: str) -> None:
    assert fault in _read_until_broken([octets])[1]


def test_the_largest_reply_that_is_allowed_is_read() -> None:
    lines = MAXIMUM_REPLY_OCTETS // 8192
    octets = (b"250-" + b"x" * 8188 + b"\r\n") * (lines - 1) + b"250 " + b"x" * 8188 + b"\r\n"
    (reply,) = _read([octets])
    assert len(reply.lines) == lines


def test_several_replies_in_one_segment_stay_apart() -> None:
    replies = _read([b"250 2.1.0 sender\r\n250-2.1.5 reci\r\n250 2.1.5 pient\r\n354 go\r\n"])
    assert [(reply.code, len(reply.lines)) for reply in replies] == [(250, 1), (250, 2), (354, 1)]


def test_good_replies_before_the_fault_are_not_lost() -> None:
    replies, fault = _read_until_broken([b"220 2.0.0 go ahead\r\ngarbage\r\n"])
    assert [reply.code for reply in replies] == [220]
    assert "no reply code" in fault


@_PROPERTY
@given(st.lists(st.tuples(_CODES, st.lists(_TEXTS, min_size=1, max_size=4)), max_size=4), st.data())
def test_where_the_network_cuts_makes_no_difference(
    replies: Sequence[tuple[int, Sequence[bytes]]], data: st.DataObject
) -> None:
    octets = b"".join(_on_the_wire(code, texts) for code, texts in replies)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(octets)), max_size=8)))
    bounds = [0, *cuts, len(octets)]
    pieces = [octets[begin:end] for begin, end in pairwise(bounds)]
    whole = _read([octets])
    assert [(reply.code, len(reply.lines)) for reply in whole] == [(code, len(texts)) for code, texts in replies]
    assert _read(pieces) == whole
    assert _read(bytes([octet]) for octet in octets) == whole


def _on_the_wire(code: int, texts: Sequence[bytes]) -> bytes:
    marks = [b"-"] * (len(texts) - 1) + [b" "]
    return b"".join(b"%d%s%s\r\n" % (code, mark, text) for mark, text in zip(marks, texts, strict=True))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    "broken", [b"HTTP/1.1 400 no\r\n", b"250-a\r\n251 b\r\n", b"25x ok\r\n", b"\x15\x03\x01\x00\x02\r\n"]
)
def test_a_fault_is_the_same_wherever_the_network_cuts(broken: bytes, size: int) -> None:
    octets = b"250-one\r\n250 two\r\n" + broken
    pieces = [octets[begin : begin + size] for begin in range(0, len(octets), size)]
    assert _read_until_broken(pieces) == _read_until_broken([octets])


@_PROPERTY
@given(st.lists(st.binary(max_size=60), max_size=8))
def test_no_octets_do_worse_than_break_the_grammar(pieces: Sequence[bytes]) -> None:
    replies: list[Reply] = []
    with suppress(BrokenReplyError):
        _read_into(replies, pieces)
    for reply in replies:
        assert 200 <= reply.code <= 599
        assert printable(reply.text, keep="\n") == reply.text


@pytest.mark.parametrize("octets", [b"", b"2", b"250", b"250-half a", b"250-a\r\n25"])
def test_a_connection_may_end_within_a_reply(octets: bytes) -> None:
    reader = ReplyReader()
    assert list(reader.feed(octets)) == []
    reader.finish()
    assert reader.pending == octets


@pytest.mark.parametrize("octets", [b"\x15\x03\x01\x00\x02\x02\x46", b"HTT", b"\x00"])
def test_a_connection_that_ends_within_something_else_is_called_so(octets: bytes) -> None:
    reader = ReplyReader()
    assert list(reader.feed(octets)) == []
    with pytest.raises(BrokenReplyError, match="no reply code"):
        reader.finish()
