"""Failures found in what mailers and clients write."""

import pytest

from smtptui.diagnosis.log_lines import Found, failure_in
from smtptui.diagnosis.log_reader import MAXIMUM_LINE_OCTETS, MAXIMUM_TEXT_LENGTH, LogReader


def read(log: str | bytes, piece_octets: int = 1 << 20) -> list[Found]:
    octets = log.encode() if isinstance(log, str) else log
    reader = LogReader()
    found: list[Found] = []
    for start in range(0, len(octets), piece_octets):
        found += reader.feed(octets[start : start + piece_octets])
    return found + list(reader.close())


POSTFIX = """\
Nov 21 10:00:00 mail postfix/smtpd[1]: connect from unknown[192.0.2.5]
Nov 21 10:00:01 mail postfix/smtpd[1]: NOQUEUE: reject: RCPT from unknown[192.0.2.5]: 554 5.7.1 <you@example.net>: \
Relay access denied; from=<me@example.com> to=<you@example.net> proto=ESMTP helo=<host>
Nov 21 10:00:02 mail postfix/smtp[2]: 4XyZ12: to=<fred@gmail.com>, relay=mx.example.net[192.0.2.1]:25, dsn=5.1.1, \
status=bounced (host mx.example.net[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command))
Nov 21 10:00:03 mail postfix/smtp[2]: 4XyZ13: to=<x@example.org>, relay=none, delay=30, dsn=4.4.1, \
status=deferred (connect to mx.example.org[192.0.2.9]:25: Connection timed out)
Nov 21 10:00:04 mail postfix/smtp[2]: 4XyZ14: to=<x@example.org>, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 1)
"""


def test_postfix_says_who_refused_and_when() -> None:
    rejected, bounced, deferred = read(POSTFIX)
    assert (rejected.code, rejected.stage) == (554, "rcpt")
    assert rejected.text == "554 5.7.1 <you@example.net>: Relay access denied"
    assert (bounced.code, bounced.host) == (550, "mx.example.net")
    assert bounced.text.startswith("550 5.1.1 No such user")
    assert (deferred.code, deferred.stage) == (None, "connect")
    assert deferred.text == "connect to mx.example.org[192.0.2.9]:25: Connection timed out"


@pytest.mark.parametrize("piece_octets", [1, 7, 100, 4096])
def test_it_does_not_matter_where_a_log_is_cut(piece_octets: int) -> None:
    assert read(POSTFIX, piece_octets) == read(POSTFIX)


EXIM = """\
2026-11-21 10:00:01 1abc-01-AB ** you@example.net R=dns T=smtp H=mx.example.net [192.0.2.1]: SMTP error from remote \
mail server after RCPT TO:<you@example.net>: 550 5.1.1 <you@example.net>: User unknown
2026-11-21 10:00:02 plain authenticator failed for (host) [192.0.2.7]:51234: 535 Incorrect authentication data
2026-11-21 10:00:03 1abc-01-AD => you@example.net R=dns T=smtp H=mx.example.net [192.0.2.1] C="250 Ok: 450 octets"
"""


def test_exim_names_the_command_before_the_reply() -> None:
    assert [(found.code, found.stage) for found in read(EXIM)] == [(550, "rcpt"), (535, "auth")]


MSMTP = (
    "Nov 21 10:00:00 host=smtp.gmail.com tls=on auth=on user=f@gmail.com smtpstatus=535 smtpmsg='535-5.7.8 Username "
    "and Password not accepted.\\n535 5.7.8 p=BadCredentials' errormsg='authentication failed (method PLAIN)' "
    "exitcode=EX_NOPERM\n"
)


def test_msmtp_quotes_the_reply_in_its_log() -> None:
    (found,) = read(MSMTP)
    assert found.text.splitlines() == [
        "535-5.7.8 Username and Password not accepted.",
        "535 5.7.8 p=BadCredentials",
    ]


PHPMAILER = """\
2026-11-21 10:00:01 SERVER -> CLIENT: 250-smtp.gmail.com at your service
                                      250 STARTTLS
2026-11-21 10:00:01 SERVER -> CLIENT: 534-5.7.9 Application-specific password required.
                                      534 5.7.9 p=InvalidSecondFactor
SMTP Error: Could not authenticate.
"""


def test_phpmailer_writes_a_reply_over_several_lines() -> None:
    reply, words = read(PHPMAILER)
    assert reply.text == "534-5.7.9 Application-specific password required.\n534 5.7.9 p=InvalidSecondFactor"
    assert (words.code, words.stage) == (None, "auth")


def test_swaks_marks_what_went_wrong() -> None:
    (found,) = read(
        "<-  250 STARTTLS\n -> MAIL FROM:<me@example.com>\n<** 530 5.7.0 Must issue a STARTTLS command first\n"
    )
    assert found.text == "530 5.7.0 Must issue a STARTTLS command first"


def test_python_raises_a_code_and_octets() -> None:
    (found,) = read(
        'Traceback (most recent call last):\n  File "smtplib.py", line 750, in login\n    raise last_exception\n'
        "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')\n"
    )
    assert (found.code, found.stage) == (535, "auth")
    assert found.text.startswith("535 5.7.8 Error: authentication failed")


def test_node_says_it_once_although_its_error_holds_it_twice() -> None:
    (found,) = read(
        "Error: Invalid login: 535-5.7.8 Not accepted.\n535 5.7.8 p=BadCredentials\n    at Connection._x (a.js:1:2) {\n"
        "  code: 'EAUTH',\n  response: '535-5.7.8 Not accepted.\\n' +\n    '535 5.7.8 p=BadCredentials',\n"
        "  responseCode: 535,\n  command: 'AUTH PLAIN'\n}\n"
    )
    assert found.text == "535-5.7.8 Not accepted.\n535 5.7.8 p=BadCredentials"


def test_a_bounce_for_people_folds_its_sentence() -> None:
    (found,) = read(
        "<you@example.net>: host mx.example.net[192.0.2.1] said: 552 5.2.2\n"
        "    <you@example.net>: Mailbox is full (in reply to RCPT TO\n    command)\n\nGoodbye\n"
    )
    assert found.text.splitlines()[1:] == ["<you@example.net>: Mailbox is full (in reply to RCPT TO", "command)"]


@pytest.mark.parametrize(
    ("reason", "stage"),
    [
        ("host mx[192.0.2.1] said: 553 5.7.1 after RCPT TO (in reply to MAIL FROM command)", "mail"),
        ("host mx[192.0.2.1] said: 451 4.7.1 later (in reply to end of DATA command)", "data"),
        ("host mx[192.0.2.1] refused to talk to me: 421 4.7.0 too many (in reply to RCPT TO", "greeting"),
        ("host mx[192.0.2.1] said: 450 4.7.1 later", None),
        ("Host or domain name not found. Name service error for name=mx type=AAAA: Host not found", "resolve"),
        ("TLS is required, but was not offered by host mx[192.0.2.1]", "starttls"),
        ("Server certificate not trusted", "tls"),
        ("conversation with mx[192.0.2.1] timed out while receiving the initial server greeting", "greeting"),
        ("lost connection with mx[192.0.2.1] while sending end of data -- message may be sent more than once", "data"),
    ],
)
def test_postfix_names_the_command_behind_a_reply_and_what_it_was_at_without_one(
    reason: str, stage: str | None
) -> None:
    assert failure_in(reason).stage == stage


@pytest.mark.parametrize(
    "line",
    [
        "Nov 21 10:00:00 mail postfix/qmgr[1]: 4XyZ: from=<me@example.com>, size=550, nrcpt=1 (queue active)",
        "took 450 ms, wrote 550 bytes",
        '192.0.2.1 - - [21/Nov/2026:10:00:00 +0000] "GET /mail HTTP/1.1" 404 162',
        "listening on 0.0.0.0:465 and 0.0.0.0:587 ",
        "Anonymous TLS connection established from mail.example.com[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256",
        "delivered in 12.450 seconds",
    ],
)
def test_numbers_that_look_like_codes_are_passed_over(line: str) -> None:
    assert read(line + "\n") == []


def test_a_line_without_an_end_is_kept_only_so_far() -> None:
    (found,) = read(b"535 5.7.8 " + b"x" * (3 * MAXIMUM_LINE_OCTETS), piece_octets=1000)
    assert len(found.text) == MAXIMUM_TEXT_LENGTH


def test_a_reply_of_endless_lines_ends() -> None:
    assert len(read("550-more\n" * 1000)) == 25


def test_octets_that_are_no_text_are_survived() -> None:
    assert read(bytes(range(256)) * 100 + b"\n535 5.7.8 no\n")[-1].code == 535
