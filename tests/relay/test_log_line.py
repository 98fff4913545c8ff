"""Lines of Postfix's log, as Postfix 3.7 writes them."""

import pytest

from smtptui.model.relay_log import Delivery, LogEntry
from smtptui.relay.log_line import log_entry, program_of
from smtptui.secret import Redactor, Secret
from smtptui.text import printable

_SENT = (
    b"Nov 21 15:53:30 relay postfix/smtp[14284]: 2618223854D: to=<a@example.com>, relay=mx.example.com[192.0.2.1]:25, "
    b"delay=4, delays=0/0.02/4/0, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as 4XyZ)"
)
_DEFERRED = (
    b"Nov 21 15:53:30 relay postfix/smtp[14284]: 2618223854D: to=<a@example.com>, orig_to=<root>, relay=none, "
    b"delay=0.06, delays=0.04/0.02/0/0, dsn=4.4.1, "
    b"status=deferred (connect to 127.0.0.1[127.0.0.1]:20999: Connection refused)\n"
)


def test_a_delivery_is_read_in_full() -> None:
    entry = log_entry(_SENT)
    assert entry == LogEntry(
        text=_SENT.decode(),
        logged_at="Nov 21 15:53:30",
        service="smtp",
        pid=14284,
        queue_id="2618223854D",
        delivery=Delivery(
            "a@example.com", "mx.example.com[192.0.2.1]:25", 4.0, "2.0.0", "sent", "250 2.0.0 Ok: queued as 4XyZ"
        ),
    )


def test_a_delivery_that_failed_has_its_reason_and_no_relay() -> None:
    entry = log_entry(_DEFERRED)
    reason = "connect to 127.0.0.1[127.0.0.1]:20999: Connection refused"
    assert entry.delivery == Delivery("a@example.com", None, 0.06, "4.4.1", "deferred", reason)


def test_a_reason_with_brackets_and_commas_is_kept_whole() -> None:
    said = "host mx[192.0.2.1] said: 550 5.1.1 <a@b>, no (status=sent (ok)) (in reply to RCPT TO command)"
    line = f"Nov 21 15:53:30 r postfix/smtp[1]: ABCDEF: to=<a@b>, relay=mx, dsn=5.1.1, status=bounced ({said})"
    entry = log_entry(line.encode())
    assert entry.delivery is not None
    assert (entry.delivery.status, entry.delivery.reason) == ("bounced", said)


@pytest.mark.parametrize(
    "logged_at",
    ["Nov  1 15:53:30", "2026-11-21T15:53:30.123456+01:00", "2026-11-21T15:53:30+0000", "2026-11-21T15:53:30Z"],
)
def test_every_time_format_is_known(logged_at: str) -> None:
    entry = log_entry(f"{logged_at} relay postfix/out/qmgr[7]: ABCDEF: removed".encode())
    assert (entry.logged_at, entry.service, entry.pid, entry.queue_id) == (logged_at, "qmgr", 7, "ABCDEF")
    assert entry.delivery is None


@pytest.mark.parametrize("severity", ["warning", "error", "fatal", "panic"])
def test_trouble_is_told_by_its_severity(severity: str) -> None:
    entry = log_entry(f"Nov 21 15:53:30 relay postfix/master[9]: {severity}: bind 127.0.0.1 port 25: in use".encode())
    assert (entry.severity, entry.queue_id) == (severity, None)


@pytest.mark.parametrize("line", [b"", b"\xff\x00", b"-- No entries --", b"Nov 21 15:53:30 relay kernel: hello"])
def test_a_line_of_no_known_form_is_only_text(line: bytes) -> None:
    assert log_entry(line)._replace(text="") == LogEntry("")


def test_hostile_text_is_made_visible() -> None:
    line = _DEFERRED.replace(b"Connection", b"\x1b[2J\xe2\x80\xae\x9b")
    assert "␛[2J\\u202e\\x9b refused" in log_entry(line).text
    delivery = log_entry(line).delivery
    assert delivery is not None
    assert "␛[2J\\u202e\\x9b refused" in delivery.reason


# As smtp(8) and smtpd(8) log them with -v or debug_peer_list.
@pytest.mark.parametrize(
    "words",
    [
        "> smtp.example.com[192.0.2.1]:587: AUTH PLAIN czNjcjN0",
        "> smtp.example.com[192.0.2.1]:587: czNjcjN0",
        "< unknown[192.0.2.1]: AUTH LOGIN czNjcjN0",
        "smtp_sasl_passwd_lookup: host `smtp.example.com' user `fred' pass `czNjcjN0'",
        "xsasl_cyrus_client_first: uncoded initial reply: [czNjcjN0]",
        "xsasl_cyrus_client_next: uncoded client response czNjcjN0 and more",
        "xsasl_cyrus_server_first: sasl_method PLAIN, init_response czNjcjN0",
        "xsasl_cyrus_server_first: decoded initial response czNjcjN0",
        "xsasl_cyrus_server_next: decoded response: czNjcjN0",
    ],
)
def test_what_a_talkative_postfix_logs_of_a_login_is_masked(words: str) -> None:
    entry = log_entry(f"Nov 21 15:53:30 relay postfix/smtp[1]: {words}".encode())
    assert "czNjcjN0" not in entry.text
    assert "[secret]" in entry.text


@pytest.mark.parametrize("verb", ["QUIT", "DATA", "STARTTLS", "EHLO relay"])
def test_the_other_commands_that_it_logs_stay(verb: str) -> None:
    line = f"Nov 21 15:53:30 relay postfix/smtp[1]: > mx[192.0.2.1]:25: {verb}"
    assert log_entry(line.encode()).text == line


def test_the_password_of_the_relay_is_masked_in_any_line() -> None:
    hide = Redactor([Secret("s3cr3t")])
    entry = log_entry(_DEFERRED.replace(b"Connection", b"s3cr3t"), lambda text: printable(hide(text)))
    assert "s3cr3t" not in str(entry)


def test_who_wrote_a_line_is_told_without_reading_it_all() -> None:
    assert program_of(_SENT) == "postfix/smtp"
    assert program_of(b"nonsense") == ""
