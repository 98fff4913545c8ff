"""What each of the transport's errors means."""

import errno
import socket
import ssl

import pytest

from smtptui.net.failure import LostError, StageError, failure_from
from smtptui.smtp.plan import EnvelopeError
from smtptui.smtp.reply import BrokenReplyError, Reply
from smtptui.smtp.sasl import ChallengeError
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage


def _cause(error: BaseException, stage: Stage, security: Security = Security.STARTTLS, port: int = 587) -> str | None:
    return failure_from(error, stage, security, port).cause


def _ssl(reason: str) -> ssl.SSLError:
    error = ssl.SSLError(1, f"[SSL: {reason}] {reason.lower()} (_ssl.c:1006)")
    error.reason = reason
    return error


def _untrusted(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = code, "some reason"
    return error


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "dns_no_such_host"),
        (socket.gaierror(socket.EAI_NODATA, "No address"), "dns_no_such_host"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "dns_temporary_failure"),
        (socket.gaierror(socket.EAI_SYSTEM, "System error"), "dns_temporary_failure"),
        (TimeoutError(), "dns_temporary_failure"),
    ],
)
def test_resolving_fails_for_good_or_for_now(error: OSError, cause: str) -> None:
    assert _cause(error, Stage.RESOLVE) == cause


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "connection_refused"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "network_unreachable"),
        (OSError(errno.EHOSTUNREACH, "No route to host"), "network_unreachable"),
        (OSError(errno.EADDRNOTAVAIL, "Cannot assign requested address"), "network_unreachable"),
        (PermissionError(errno.EACCES, "Permission denied"), "port_blocked_or_filtered"),
        (PermissionError(errno.EPERM, "Operation not permitted"), "port_blocked_or_filtered"),
        (TimeoutError(), "port_blocked_or_filtered"),
        (TimeoutError(errno.ETIMEDOUT, "Connection timed out"), "port_blocked_or_filtered"),
        (ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"), "connection_dropped"),
    ],
)
def test_a_connection_fails_in_known_ways(error: OSError, cause: str) -> None:
    assert _cause(error, Stage.CONNECT) == cause


@pytest.mark.parametrize(
    ("stage", "security", "port", "cause"),
    [
        (Stage.GREETING, Security.STARTTLS, 465, "implicit_tls_expected"),
        (Stage.GREETING, Security.NONE, 2465, "implicit_tls_expected"),
        (Stage.GREETING, Security.TLS, 465, "server_not_responding"),
        (Stage.GREETING, Security.STARTTLS, 587, "server_not_responding"),
        (Stage.EHLO, Security.STARTTLS, 465, "server_not_responding"),
        (Stage.TLS, Security.TLS, 465, "server_not_responding"),
        (Stage.AUTH, Security.TLS, 465, "server_not_responding"),
    ],
)
def test_silence_means_what_the_port_makes_of_it(stage: Stage, security: Security, port: int, cause: str) -> None:
    assert _cause(TimeoutError(), stage, security, port) == cause


@pytest.mark.parametrize(
    ("stage", "security", "port", "cause"),
    [
        (Stage.GREETING, Security.STARTTLS, 465, "implicit_tls_expected"),
        (Stage.GREETING, Security.STARTTLS, 587, "connection_dropped"),
        (Stage.TLS, Security.STARTTLS, 587, "starttls_broken_on_server"),
        (Stage.TLS, Security.TLS, 465, "connection_dropped"),
        (Stage.RCPT, Security.TLS, 465, "connection_dropped"),
    ],
)
def test_a_lost_connection_means_what_the_stage_makes_of_it(
    stage: Stage, security: Security, port: int, cause: str
) -> None:
    assert _cause(LostError("gone"), stage, security, port) == cause
    assert _cause(ConnectionResetError(), stage, security, port) == cause


@pytest.mark.parametrize(
    ("reason", "security", "cause"),
    [
        ("WRONG_VERSION_NUMBER", Security.TLS, "tls_on_plaintext_port"),
        ("HTTP_REQUEST", Security.TLS, "tls_on_plaintext_port"),
        ("RECORD_LAYER_FAILURE", Security.TLS, "tls_on_plaintext_port"),
        ("WRONG_VERSION_NUMBER", Security.STARTTLS, "starttls_broken_on_server"),
        ("UNSUPPORTED_PROTOCOL", Security.TLS, "tls_version_unsupported"),
        ("TLSV1_ALERT_PROTOCOL_VERSION", Security.STARTTLS, "tls_version_unsupported"),
        ("DH_KEY_TOO_SMALL", Security.TLS, "tls_key_or_cipher_too_weak"),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", Security.TLS, "tls_key_or_cipher_too_weak"),
        ("UNSAFE_LEGACY_RENEGOTIATION_DISABLED", Security.TLS, "tls_key_or_cipher_too_weak"),
        ("TLSV1_ALERT_INTERNAL_ERROR", Security.TLS, None),
        ("TLSV1_UNRECOGNIZED_NAME", Security.TLS, None),
        ("TLSV1_ALERT_INTERNAL_ERROR", Security.STARTTLS, "starttls_broken_on_server"),
        ("", Security.TLS, None),
    ],
)
def test_a_handshake_fails_for_what_openssl_says(reason: str, security: Security, cause: str | None) -> None:
    failure = failure_from(_ssl(reason), Stage.TLS, security, 587)
    assert failure.cause == cause
    assert failure.exception is not None
    assert reason in failure.exception


@pytest.mark.parametrize("error", [ssl.SSLEOFError(8, "EOF occurred"), ssl.SSLZeroReturnError(6, "closed")])
def test_an_end_within_the_handshake_is_a_lost_connection(error: ssl.SSLError) -> None:
    error.reason = "UNEXPECTED_EOF_WHILE_READING"
    assert _cause(error, Stage.TLS, Security.TLS) == "connection_dropped"


def test_broken_tls_records_after_the_handshake_are_a_lost_connection() -> None:
    assert _cause(_ssl("DECRYPTION_FAILED_OR_BAD_RECORD_MAC"), Stage.MAIL) == "connection_dropped"


@pytest.mark.parametrize(
    ("code", "cause"),
    [
        (9, "cert_not_yet_valid"),
        (10, "cert_expired"),
        (18, "cert_self_signed"),
        (19, "cert_untrusted_issuer"),
        (20, "cert_untrusted_issuer"),
        (62, "cert_hostname_mismatch"),
        (64, "cert_hostname_mismatch"),
        (1, "cert_untrusted_issuer"),
    ],
)
def test_a_certificate_is_refused_for_openssls_reason(code: int, cause: str) -> None:
    assert _cause(_untrusted(code), Stage.TLS) == cause


@pytest.mark.parametrize(
    ("octets", "cause", "words"),
    [
        (b"HTTP/1.1 400 Bad", "not_an_smtp_server", "HTTP"),
        (b"<html>", "not_an_smtp_server", "HTTP"),
        (b"SSH-2.0-x", "not_an_smtp_server", "SSH"),
        (b"+OK ready", "not_an_smtp_server", "POP3"),
        (b"-ERR no", "not_an_smtp_server", "POP3"),
        (b"* OK IMAP", "not_an_smtp_server", "IMAP"),
        (b"RFB 003.008", "not_an_smtp_server", "VNC"),
        (b"AMQP\0", "not_an_smtp_server", "AMQP"),
        (b"hello?", "not_an_smtp_server", "not SMTP"),
        (b"\x15\x03\x01\x00\x02\x02\x46", "implicit_tls_expected", "TLS"),
    ],
)
def test_what_greets_is_named_where_it_is_known(octets: bytes, cause: str, words: str) -> None:
    failure = failure_from(BrokenReplyError("no reply", octets), Stage.GREETING, Security.STARTTLS, 587)
    assert failure.cause == cause
    assert words in failure.detail


def test_after_the_greeting_garbage_is_a_breach_of_the_protocol() -> None:
    failure = failure_from(BrokenReplyError("no reply", b"\x1b[2J" * 100), Stage.MAIL, Security.NONE, 25)
    assert failure.cause == "protocol_error"
    assert failure.detail.startswith("no reply: ␛[2J")
    assert len(failure.detail) < 100


def test_what_the_session_itself_understood_is_kept() -> None:
    reply = Reply(550, ("5.7.1 no",))
    failure = failure_from(StageError("refused", "some_cause", reply), Stage.RCPT, Security.TLS, 465)
    assert (failure.cause, failure.detail, failure.reply, failure.exception) == ("some_cause", "refused", reply, None)
    assert _cause(EnvelopeError("too large", "message_too_large"), Stage.MAIL) == "message_too_large"
    assert _cause(ChallengeError("bad"), Stage.AUTH) == "protocol_error"


def test_the_innermost_error_names_the_fault() -> None:
    outer = LostError("connection lost")
    outer.__cause__ = OSError("wrapped")
    outer.__cause__.__cause__ = _untrusted(10)
    assert _cause(outer, Stage.TLS) == "cert_expired"


def test_a_time_limit_is_not_looked_through() -> None:
    # asyncio raises it from the cancellation by which it works.
    limit = TimeoutError()
    limit.__cause__ = ConnectionResetError()
    assert _cause(limit, Stage.EHLO) == "server_not_responding"


def test_words_of_the_system_are_made_safe() -> None:
    failure = failure_from(OSError(errno.EIO, "bad \x1b[2J"), Stage.CONNECT, Security.NONE, 25)
    assert "\x1b" not in failure.detail
    assert failure.exception is not None
    assert "\x1b" not in failure.exception
