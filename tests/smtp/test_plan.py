"""The commands of an envelope."""

import pytest

from smtptui.smtp.capabilities import Capabilities, parse_ehlo
from smtptui.smtp.mailbox import parse_mailbox
from smtptui.smtp.plan import EnvelopeError, mail_command, rcpt_command
from smtptui.smtp.reply import Reply

ASCII = parse_mailbox("fred@example.com")
IDN = parse_mailbox("fred@bücher.example")
UTF8 = parse_mailbox("frédéric@bücher.example")


def _offering(*lines: str) -> Capabilities:
    return parse_ehlo(Reply(250, ("mail.example", *lines)))


@pytest.mark.parametrize(
    ("offered", "size_octets", "command"),
    [
        ([], 0, "MAIL FROM:<fred@example.com>"),
        ([], 500, "MAIL FROM:<fred@example.com>"),
        (["SIZE"], 500, "MAIL FROM:<fred@example.com> SIZE=500"),
        (["SIZE 0"], 500, "MAIL FROM:<fred@example.com> SIZE=500"),
        (["SIZE 500"], 500, "MAIL FROM:<fred@example.com> SIZE=500"),
        (["SIZE 500"], 0, "MAIL FROM:<fred@example.com>"),
        (["8BITMIME", "SMTPUTF8"], 0, "MAIL FROM:<fred@example.com>"),
    ],
)
def test_mail_says_the_size_where_it_is_asked_for(offered: list[str], size_octets: int, command: str) -> None:
    assert mail_command(ASCII, _offering(*offered), size_octets=size_octets, utf8=False) == command


@pytest.mark.parametrize(
    ("offered", "command"),
    [
        (["SMTPUTF8", "8BITMIME"], "MAIL FROM:<frédéric@xn--bcher-kva.example> BODY=8BITMIME SMTPUTF8"),
        (["SMTPUTF8"], "MAIL FROM:<frédéric@xn--bcher-kva.example> SMTPUTF8"),
    ],
)
def test_letters_beyond_ascii_ask_for_smtputf8(offered: list[str], command: str) -> None:
    assert mail_command(UTF8, _offering(*offered), size_octets=0, utf8=True) == command


def test_a_domain_beyond_ascii_needs_no_extension() -> None:
    command = mail_command(IDN, _offering(), size_octets=0, utf8=IDN.needs_smtputf8)
    assert command == "MAIL FROM:<fred@xn--bcher-kva.example>"


@pytest.mark.parametrize(
    ("offered", "size_octets", "utf8", "cause"),
    [(["8BITMIME"], 0, True, "smtputf8_needed"), (["SIZE 499"], 500, False, "message_too_large")],
)
def test_what_the_server_cannot_carry_is_not_offered_to_it(
    offered: list[str], size_octets: int, utf8: bool, cause: str
) -> None:
    with pytest.raises(EnvelopeError) as raised:
        mail_command(UTF8 if utf8 else ASCII, _offering(*offered), size_octets=size_octets, utf8=utf8)
    assert raised.value.cause == cause


def test_rcpt_names_the_forward_path() -> None:
    assert rcpt_command(IDN) == "RCPT TO:<fred@xn--bcher-kva.example>"
