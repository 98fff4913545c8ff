"""From exception to cause: the one place that knows what the transport's errors mean.

asyncio, ssl and aiosmtplib wrap errors in each other; the innermost names the fault, so causes are read from the end
of the chain of `__cause__`.
"""

import errno
import os
import socket
import ssl

from smtptui.model.failure import Failure
from smtptui.smtp.plan import EnvelopeError
from smtptui.smtp.reply import BrokenReplyError, Reply
from smtptui.smtp.sasl import ChallengeError
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from smtptui.text import decoded, printable


class StageError(Exception):
    """A stage failed in a way that the session itself understood. Fields as in `Failure`."""

    def __init__(self, detail: str, cause: str | None = None, reply: Reply | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.cause = cause
        self.reply = reply


class LostError(ConnectionError):
    """The server closed the connection."""


# The exceptions that end a stage; anything else is a defect of ours and goes up.
EXPECTED = (StageError, OSError, TimeoutError, BrokenReplyError, ChallengeError, EnvelopeError)


def failure_from(error: BaseException, stage: Stage, security: Security, port: int) -> Failure:
    """What an expected exception says about a stage."""
    if isinstance(error, StageError) and error.__cause__ is None:
        return Failure(stage, error.cause, error.detail, error.reply)
    inner = _innermost(error)
    cause, detail = _read(inner, stage, security, port)
    # The exception's own words are evidence for the rules; a secret never gets into them.
    return Failure(stage, cause, detail, exception=printable(f"{type(inner).__name__}: {inner}"))


def _innermost(error: BaseException) -> BaseException:
    # A time limit is raised from the CancelledError by which asyncio carries it out: that one names no fault.
    while error.__cause__ is not None and not isinstance(error, TimeoutError):
        error = error.__cause__
    return error


def _read(error: BaseException, stage: Stage, security: Security, port: int) -> tuple[str | None, str]:
    if isinstance(error, BrokenReplyError):
        return _broken(error, stage, security, port)
    if isinstance(error, EnvelopeError):
        return error.cause, str(error)
    if isinstance(error, ChallengeError):
        return "protocol_error", str(error)
    if isinstance(error, socket.gaierror):
        return _unresolved(error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return _untrusted(error)
    if isinstance(error, ssl.SSLError):
        return _tls(error, stage, security)
    if isinstance(error, TimeoutError):
        return _silence(stage, security, port)
    if stage is Stage.CONNECT:
        return _unconnected(error)
    return _dropped(stage, security, port)


def _unresolved(error: socket.gaierror) -> tuple[str, str]:
    words = printable(error.strerror or "the name was not found")
    if error.errno in (socket.EAI_AGAIN, socket.EAI_SYSTEM, socket.EAI_MEMORY):
        return "dns_temporary_failure", f"the resolver gave no answer: {words}"
    return "dns_no_such_host", f"no such host: {words}"


_UNREACHABLE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT, errno.ENETDOWN)


def _unconnected(error: BaseException) -> tuple[str, str]:
    number = getattr(error, "errno", None)
    if isinstance(error, ConnectionRefusedError):
        return "connection_refused", "connection refused"
    if number in _UNREACHABLE:
        return "network_unreachable", f"no way there: {connect_words(error)}"
    if number in (errno.EACCES, errno.EPERM):
        return "port_blocked_or_filtered", "a firewall on this machine forbids it"
    return "connection_dropped", connect_words(error)


def connect_words(error: BaseException) -> str:
    """A failed connection in a few words."""
    if isinstance(error, TimeoutError):
        return "no answer"
    number = getattr(error, "errno", None)
    # asyncio writes "Connect call failed" with the address where the system's own words would stand.
    words = os.strerror(number) if number else str(error) or type(error).__name__
    return printable(words.lower())


def _silence(stage: Stage, security: Security, port: int) -> tuple[str, str]:
    if stage is Stage.RESOLVE:
        return "dns_temporary_failure", "the resolver did not answer in time"
    if stage is Stage.CONNECT:
        return "port_blocked_or_filtered", "no answer to the connection attempt"
    if _waits_for_tls(stage, security, port):
        return "implicit_tls_expected", f"silence: port {port} waits for TLS from the first byte"
    return "server_not_responding", "no answer in time"


def _dropped(stage: Stage, security: Security, port: int) -> tuple[str, str]:
    if _waits_for_tls(stage, security, port):
        return "implicit_tls_expected", f"closed without a greeting: port {port} expects TLS from the first byte"
    if stage is Stage.TLS and security is Security.STARTTLS:
        return "starttls_broken_on_server", "the server offered STARTTLS and broke off the handshake"
    return "connection_dropped", "the server closed the connection without a reply"


def _waits_for_tls(stage: Stage, security: Security, port: int) -> bool:
    # RFC 8314 section 7.3: 465 is implicit TLS; 2465 is its sibling at several providers.
    return stage is Stage.GREETING and security is not Security.TLS and port in (465, 2465)


# OpenSSL's X509_V_ERR numbers (x509_vfy.h) that have a cause of their own.
_VERIFY_CODES = {
    9: ("cert_not_yet_valid", "the certificate is not valid yet"),
    10: ("cert_expired", "the certificate has expired"),
    18: ("cert_self_signed", "the certificate is self-signed"),
    62: ("cert_hostname_mismatch", "the certificate is for another name"),
    64: ("cert_hostname_mismatch", "the certificate is not for this address"),
}


def _untrusted(error: ssl.SSLCertVerificationError) -> tuple[str, str]:
    known = _VERIFY_CODES.get(error.verify_code)
    words = printable(error.verify_message or "")
    return known or ("cert_untrusted_issuer", f"the certificate's chain does not end at a trusted CA: {words}")


_TLS_REASONS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "VERSION_TOO_LOW"),
        "tls_version_unsupported",
        "no TLS version in common",
    ),
    (
        ("TOO_SMALL", "TOO_WEAK", "NO_SHARED_CIPHER", "HANDSHAKE_FAILURE", "UNSAFE_LEGACY", "INSUFFICIENT_SECURITY"),
        "tls_key_or_cipher_too_weak",
        "no key or cipher that both sides accept",
    ),
)


# What OpenSSL calls octets that are no TLS record. Anything else comes from a server that does speak TLS.
_PLAIN_TEXT_REASONS = (
    "WRONG_VERSION_NUMBER",
    "UNKNOWN_PROTOCOL",
    "HTTP_REQUEST",
    "RECORD_LAYER",
    "PACKET_LENGTH_TOO_LONG",
)


def _tls(error: ssl.SSLError, stage: Stage, security: Security) -> tuple[str | None, str]:
    reason = error.reason or ""
    for fragments, cause, words in _TLS_REASONS:
        if any(fragment in reason for fragment in fragments):
            return cause, words
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError) or stage is not Stage.TLS:
        return _dropped(stage, security, 0)
    if security is Security.STARTTLS:
        return "starttls_broken_on_server", f"the handshake after STARTTLS failed: {_reason_words(reason)}"
    if any(word in reason for word in _PLAIN_TEXT_REASONS):
        return "tls_on_plaintext_port", "the port answers in plain text, not TLS"
    return None, f"the handshake failed: {_reason_words(reason)}"


def _reason_words(reason: str) -> str:
    return printable(reason.replace("_", " ").lower()) or "no reason given"


# What other protocols say first: HTTP (RFC 9112), SSH (RFC 4253 section 4.2), POP3 (RFC 1939), IMAP (RFC 9051).
_OTHER_PROTOCOLS = (
    (b"HTTP/", "HTTP"),
    (b"<", "HTTP"),
    (b"SSH-", "SSH"),
    (b"+OK", "POP3"),
    (b"-ERR", "POP3"),
    (b"* ", "IMAP"),
    (b"RFB ", "VNC"),
    (b"AMQP", "AMQP"),
)


def _broken(error: BrokenReplyError, stage: Stage, security: Security, port: int) -> tuple[str, str]:
    start = printable(decoded(error.octets)[:60])
    if stage is not Stage.GREETING:
        return "protocol_error", f"{error.fault}: {start}"
    # RFC 8446 section 5.1: an alert record (21) with a legacy version that begins with 3.
    if error.octets[:2] == b"\x15\x03":
        return "implicit_tls_expected", f"port {port} speaks TLS from the first byte"
    protocol = next((name for mark, name in _OTHER_PROTOCOLS if error.octets.startswith(mark)), None)
    if protocol:
        return "not_an_smtp_server", f"{protocol} answers here: {start}"
    return "not_an_smtp_server", f"what answers is not SMTP: {start}"
