"""Mail addresses: RFC 5321 section 4.1.2 and RFC 6531."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smtptui.smtp.mailbox import Mailbox, MailboxError, ascii_domain, parse_mailbox


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("fred@example.com", "fred@example.com"),
        ("  fred@example.com\n".strip("\n"), "fred@example.com"),
        ("fred+tag_1.x!#$%&'*/=?^`{|}~-@sub.example.co.uk", "fred+tag_1.x!#$%&'*/=?^`{|}~-@sub.example.co.uk"),
        ("root@localhost", "root@localhost"),
        ("a@under_score.example", "a@under_score.example"),
        ("a@[192.0.2.1]", "a@[192.0.2.1]"),
        ("a@[IPv6:2001:db8::1]", "a@[IPv6:2001:db8::1]"),
        ('"fred bloggs"@example.com', '"fred bloggs"@example.com'),
        ('"a@b"@example.com', '"a@b"@example.com'),
        (r'"a\"b\\"@example.com', r'"a\"b\\"@example.com'),
        ('""@example.com', '""@example.com'),
        ("fred@bücher.example", "fred@xn--bcher-kva.example"),
        ("fred@faß.example", "fred@xn--fa-hia.example"),
        ("fred@Παράδειγμα.example", "fred@xn--hxajbheg2az3al.example"),
        ("用户@例子.example", "用户@xn--fsqu00a.example"),
        ("x" * 64 + "@example.com", "x" * 64 + "@example.com"),
    ],
)
def test_an_address_goes_on_the_wire(text: str, wire: str) -> None:
    assert str(parse_mailbox(text)) == wire


@pytest.mark.parametrize(
    ("text", "needed"), [("a@b.example", False), ("a@bücher.example", False), ("ü@b.example", True)]
)
def test_only_a_local_part_beyond_ascii_needs_smtputf8(text: str, needed: bool) -> None:
    assert parse_mailbox(text).needs_smtputf8 is needed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no @"),
        ("fred", "no @"),
        ("@example.com", "nothing before the @"),
        ("fred@", "nothing after the @"),
        ("a b@example.com", "before the @"),
        ("a..b@example.com", "before the @"),
        (".a@example.com", "before the @"),
        ("a.@example.com", "before the @"),
        ("a@b@example.com", "before the @"),
        ("Fred <fred@example.com>", "before the @"),
        ("<fred@example.com>", "before the @"),
        ("a,b@example.com", "before the @"),
        ('"a"b"@example.com', "before the @"),
        ('"a\\"@example.com', "before the @"),
        ("a@example..com", "domain that no address has"),
        ("a@.example.com", "domain that no address has"),
        ("a@example.com.", "domain that no address has"),
        ("a@exa mple.com", "domain that no address has"),
        ("a@-example.com", "domain that no address has"),
        ("a@example-.com", "domain that no address has"),
        ("a@[192.0.2.1", "domain that no address has"),
        ("a@example.com> SIZE=1", "domain that no address has"),
        ("a@example.com\r\nRCPT TO:<x@y>", "line end"),
        ("a@example.com\n", "line end"),
        ("a\x00@example.com", "line end"),
        ("a\u202e@example.com", "line end"),
        ("a\udcff@example.com", "line end"),
        ("x" * 65 + "@example.com", "64 octets"),
        ("ü" * 33 + "@example.com", "64 octets"),
        ("a@" + ".".join(["x" * 60] * 5), "255 octets"),
        ("a@☃.example", "cannot be written in DNS"),
    ],
)
def test_what_is_no_address_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(MailboxError, match=words):
        parse_mailbox(text)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(max_size=30), st.text(max_size=30))
def test_nothing_that_is_taken_for_an_address_can_end_a_command(before: str, after: str) -> None:
    try:
        mailbox = parse_mailbox(f"{before}@{after}")
    except MailboxError:
        return
    assert not set("\r\n\0") & set(str(mailbox))
    assert ">" not in mailbox.domain


def test_a_name_that_dns_cannot_hold_is_refused() -> None:
    with pytest.raises(MailboxError, match="cannot be written in DNS"):
        ascii_domain("\u00ad\u0378.example")


def test_an_ascii_name_is_left_as_it_is() -> None:
    assert ascii_domain("Mail.Example") == "Mail.Example"


def test_a_mailbox_is_made_of_its_parts() -> None:
    assert parse_mailbox("a@b.example") == Mailbox("a", "b.example")
