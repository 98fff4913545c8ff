"""Test messages as they go on the wire."""

import re
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.smtp.mailbox import MailboxError
from smtptui.smtp.message import Attachment, Draft, Message, compose, dot_stuffed, with_crlf

_DATE = datetime(2026, 11, 20, 8, 30, 15, tzinfo=timezone(timedelta(hours=2)))
_DRAFT: dict[str, Any] = {"to_addresses": ("wilma@recipient.example",), "subject": "a test", "text": "hello\n"}


def _composed(*, from_address: str = "fred@sender.example", from_name: str | None = None, **draft: Any) -> Message:
    return compose(
        Draft(**{**_DRAFT, **draft}), from_address=from_address, from_name=from_name, date=_DATE, unique="0123abcd"
    )


def _read(message: Message) -> EmailMessage:
    read = message_from_bytes(message.octets, policy=SMTP.clone(utf8=message.utf8))
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def _text_of(message: Message, kind: str = "plain") -> str:
    body = _read(message).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_the_headers_are_those_of_rfc_5322() -> None:
    message = _composed(from_name="Fred")
    read = _read(message)
    assert (read["From"], read["To"]) == ("Fred <fred@sender.example>", "wilma@recipient.example")
    assert read["Date"] == "Fri, 20 Nov 2026 08:30:15 +0200"
    assert read["Message-ID"] == message.message_id == "<0123abcd@sender.example>"
    assert read["Subject"] == "a test"
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["MIME-Version"] == "1.0"


def test_the_envelope_is_that_of_the_draft() -> None:
    message = _composed(to_addresses=("a@b.example", "c@d.example"))
    assert [str(mailbox) for mailbox in (message.reverse_path, *message.forward_paths)] == [
        "fred@sender.example",
        "a@b.example",
        "c@d.example",
    ]


@pytest.mark.parametrize(
    "draft",
    [
        {},
        {"text": "grüße\n" * 3},
        {"text": "日本語のテスト\n", "subject": "日本語" * 40},
        {"text": "x" * 5000},
        {"text": "x" * 5000 + "ü"},
        {"html": "<p>grüße</p>" * 200},
        {"text": "lone\rcarriage\nreturns\r\n"},
        {"text": "nul \0 escape \x1b[2J bell \a form feed \f\n"},
        {"html": "<p>\0</p>"},
        {"subject": "nul \0 escape \x1b[2J"},
        {"from_name": 'Überwachung, "Nacht" \0 \x1b'},
        {"from_address": "fred@bücher.example", "to_addresses": ("wilma@faß.example",)},
        {"attachments": (Attachment('ä, "b".bin', "application/octet-stream", bytes(range(256)) * 50),)},
        {"attachments": (Attachment("a\r\nX-Injected: y", "text/plain", b"\0\xff"),)},
        {"to_addresses": tuple(f"{'x' * 60}{number}@recipient.example" for number in range(30))},
    ],
)
def test_every_line_is_short_ascii_and_ends_in_crlf(draft: dict[str, Any]) -> None:
    octets = _composed(**draft).octets
    assert octets.isascii()
    assert b"\0" not in octets
    assert b"\x1b" not in octets
    assert octets.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", octets)
    # RFC 5321 section 4.5.3.1.6: 1000 octets with the CRLF.
    assert max(map(len, octets.split(b"\r\n"))) <= 998


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("hello\n", "hello\n"),
        ("no end", "no end\n"),
        ("grüße, 日本語\n", "grüße, 日本語\n"),
        (".\n..\nFrom me\n", ".\n..\nFrom me\n"),
        ("nul \0 and bell \a\n", "nul \0 and bell \a\n"),
        ("no \udcff utf-8\n", "no � utf-8\n"),
        ("x" * 3000 + "\n", "x" * 3000 + "\n"),
    ],
)
def test_what_is_read_is_what_was_written(written: str, read: str) -> None:
    message = _composed(text=written, html=written)
    assert _text_of(message).replace("\r\n", "\n") == read
    assert _text_of(message, "html").replace("\r\n", "\n") == read


@pytest.mark.parametrize(
    ("subject", "read"),
    [
        ("hello", "hello"),
        ("  two\r\nBcc: evil@example.com\n", "two Bcc: evil@example.com"),
        ("grüße 👋🏽", "grüße 👋🏽"),
        ("a\0b\x1b[2Jc", "a b [2Jc"),
        ("a \udcff b", "a � b"),
        ("", ""),
    ],
)
def test_a_subject_is_one_line(subject: str, read: str) -> None:
    message = _composed(subject=subject)
    assert _read(message)["Subject"] == read
    assert _read(message)["Bcc"] is None


@pytest.mark.parametrize("name", ["Fred", "Überwachung, Nachtschicht", 'a "b" c', "a\r\nBcc: x@y.example", "日本"])
def test_a_name_stands_before_the_address(name: str) -> None:
    read = _read(_composed(from_name=name))
    (address,) = read["From"].addresses
    assert (address.display_name, address.addr_spec) == (" ".join(name.split()), "fred@sender.example")
    assert read["Bcc"] is None


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("fred@bücher.example", "fred@xn--bcher-kva.example"),
        ('"fred b."@example.com', '"fred b."@example.com'),
        (r'"a\"b\\c"@example.com', r'"a\"b\\c"@example.com'),
        ("fred@[192.0.2.1]", "fred@[192.0.2.1]"),
        ("fred@[IPv6:2001:db8::1]", "fred@[IPv6:2001:db8::1]"),
    ],
)
def test_every_kind_of_address_can_stand_in_a_header(address: str, header: str) -> None:
    message = _composed(from_address=address, to_addresses=(address,))
    assert (_read(message)["From"], _read(message)["To"]) == (header, header)
    assert not message.utf8


def test_letters_beyond_ascii_before_the_at_go_out_as_they_are() -> None:
    message = _composed(from_address="frédéric@bücher.example", to_addresses=("用户@例子.example",))
    assert message.utf8
    assert "From: frédéric@xn--bcher-kva.example\r\nTo: 用户@xn--fsqu00a.example\r\n".encode() in message.octets
    assert str(message.reverse_path) == "frédéric@xn--bcher-kva.example"


def test_an_attachment_arrives_octet_for_octet() -> None:
    content = bytes(range(256)) * 300
    (part,) = _read(
        _composed(html="<p>x</p>", attachments=(Attachment("größe.bin", "application/x-y", content),))
    ).iter_attachments()
    assert (part.get_filename(), part.get_content_type(), part.get_content()) == (
        "größe.bin",
        "application/x-y",
        content,
    )


@pytest.mark.parametrize("address", ["", "nobody", "a@b\r\n", "a b@example.com"])
def test_a_bad_address_makes_no_message(address: str) -> None:
    with pytest.raises(MailboxError):
        _composed(from_address=address)
    with pytest.raises(MailboxError):
        _composed(to_addresses=(address,))


@pytest.mark.parametrize(
    ("octets", "normal"),
    [
        (b"", b"\r\n"),
        (b"a", b"a\r\n"),
        (b"a\r\n", b"a\r\n"),
        (b"a\nb\rc\r\nd", b"a\r\nb\r\nc\r\nd\r\n"),
        (b"\r\r\n\n", b"\r\n\r\n\r\n"),
    ],
)
def test_every_line_end_becomes_crlf(octets: bytes, normal: bytes) -> None:
    assert with_crlf(octets) == normal


@pytest.mark.parametrize(
    ("octets", "stuffed"),
    [
        (b"a\r\n", b"a\r\n.\r\n"),
        (b".\r\n", b"..\r\n.\r\n"),
        (b".a\r\n..b\r\nc.d\r\n.\r\n", b"..a\r\n...b\r\nc.d\r\n..\r\n.\r\n"),
        (b"\r\n", b"\r\n.\r\n"),
    ],
)
def test_leading_dots_are_doubled(octets: bytes, stuffed: bytes) -> None:
    assert dot_stuffed(octets) == stuffed


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from([b".", b"\r\n", b"\n", b"\r", b"a", b".\r\n", b"\r\n.\r\n"]), max_size=12))
def test_no_message_ends_before_its_final_dot_and_a_server_reads_it_back(pieces: list[bytes]) -> None:
    octets = with_crlf(b"".join(pieces))
    data = dot_stuffed(octets)
    assert (b"\r\n" + data).count(b"\r\n.\r\n") == 1
    lines = data.removesuffix(b".\r\n").split(b"\r\n")
    assert b"\r\n".join(line[1:] if line.startswith(b".") else line for line in lines) == octets
