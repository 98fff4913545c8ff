"""TLS contexts, and what a handshake shows."""

import hashlib
import hmac
import os
import ssl
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from smtptui.errors import ConfigurationError
from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.net.failure import StageError
from smtptui.smtp.mailbox import MailboxError, ascii_domain
from smtptui.text import printable

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

EXPIRY_WARNING_DAYS = 14


def context_for(settings: Settings) -> ssl.SSLContext:
    """The context of a session: the system's roots, or `ca_file` in their place, or a pinned fingerprint.

    Raises ConfigurationError when the CA file cannot be used.
    """
    if settings.tls_fingerprint:
        return unverified_context()
    try:
        return _rooted_context(settings.ca_file, os.stat(settings.ca_file).st_mtime_ns if settings.ca_file else 0)
    except (OSError, ssl.SSLError) as error:
        words = printable(getattr(error, "strerror", None) or str(error))
        raise ConfigurationError(
            f"ca_file {printable(settings.ca_file or '')} cannot be used: {words}",
            "give a readable file with certificates in PEM form",
        ) from None


@lru_cache(maxsize=16)
def _rooted_context(ca_file: str | None, written_ns: int) -> ssl.SSLContext:
    """One for all sessions with the same roots: to read the system's takes 10 ms. `written_ns` tells versions apart."""
    return ssl.create_default_context(cafile=ca_file)


def unverified_context() -> ssl.SSLContext:
    """A context that trusts anybody: only to look at a certificate, or where a fingerprint decides instead."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def server_name(host: str) -> str:
    """The name for SNI and the certificate check, without DNS's trailing dot (RFC 6066 section 3)."""
    try:
        return ascii_domain(host).rstrip(".")
    except MailboxError as error:
        raise StageError(f"the host {error}", "dns_no_such_host") from None


def check_fingerprint(session: ssl.SSLObject, pinned: str) -> None:
    """Compare the server's certificate with the pinned `sha256:` fingerprint. Raises StageError where it differs."""
    found = _fingerprint(_der(session))
    if not hmac.compare_digest(found, pinned.lower().replace("sha256:", "").replace(":", "")):
        raise StageError(
            f"the certificate is not the pinned one: it has sha256:{found[:16]}…",
            "cert_untrusted_issuer",
        )


def _der(session: ssl.SSLObject) -> bytes:
    der = session.getpeercert(binary_form=True)
    if der is None:
        raise StageError("the server showed no certificate", "tls_key_or_cipher_too_weak")
    return der


def _fingerprint(der: bytes) -> str:
    return hashlib.sha256(der).hexdigest()


def report(session: ssl.SSLObject, *, verified: bool, error: str | None = None) -> TlsReport:
    """What the handshake of `session` showed.

    A verified certificate is read from the ssl module's dictionary; Python 3.11 gives an empty one for an unverified
    certificate, which is then read from its DER form with cryptography, imported only then.
    """
    der = _der(session)
    facts = session.getpeercert() or {}
    subject, issuer, names, begin, end = _from_dictionary(facts) if facts else _from_der(der)
    cipher = session.cipher()
    return TlsReport(
        version=session.version(),
        cipher=cipher[0] if cipher else None,
        subject=printable(subject),
        names=tuple(printable(name) for name in names),
        issuer=printable(issuer),
        not_before=_rfc3339(begin),
        not_after=_rfc3339(end),
        days_left=(end - datetime.now(UTC)).days,
        fingerprint=f"sha256:{_fingerprint(der)}",
        verified=verified,
        error=error,
    )


_Facts = tuple[str, str, list[str], datetime, datetime]


def _from_dictionary(facts: Any) -> _Facts:
    names = [value for kind, value in facts.get("subjectAltName", ()) if kind in ("DNS", "IP Address")]
    begin, end = (_when(str(facts[key])) for key in ("notBefore", "notAfter"))
    return _common_name(facts["subject"]), _issuer_name(facts["issuer"]), names, begin, end


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _when(text: str) -> datetime:
    """A time as OpenSSL prints it, `Jan  5 09:34:43 2018 GMT`; ssl's own reader of it takes 5 ms to import strptime."""
    month, day, clock, year, _ = text.split()
    hour, minute, second = map(int, clock.split(":"))
    return datetime(int(year), _MONTHS.index(month) + 1, int(day), hour, minute, second, tzinfo=UTC)


def _common_name(name: Any) -> str:
    parts = {key: value for part in name for key, value in part}
    return str(parts.get("commonName") or parts.get("organizationName") or "")


def _issuer_name(name: Any) -> str:
    parts = {key: value for part in name for key, value in part}
    words = [str(parts[key]) for key in ("organizationName", "commonName") if parts.get(key)]
    return ", ".join(words)


def _from_der(der: bytes) -> _Facts:
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    def words(name: x509.Name, *oids: x509.ObjectIdentifier) -> list[str]:
        return [str(part.value) for oid in oids for part in name.get_attributes_for_oid(oid)]

    try:
        certificate = x509.load_der_x509_certificate(der)
        return (
            "".join(words(certificate.subject, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)[:1]),
            ", ".join(words(certificate.issuer, NameOID.ORGANIZATION_NAME, NameOID.COMMON_NAME)),
            _alternative_names(certificate),
            certificate.not_valid_before_utc,
            certificate.not_valid_after_utc,
        )
    except (ValueError, x509.InvalidVersion) as error:
        # OpenSSL shakes hands with certificates that a strict parser refuses.
        raise StageError(f"the certificate cannot be read: {printable(str(error))}", "cert_untrusted_issuer") from None


def _alternative_names(certificate: "Certificate") -> list[str]:
    """The names in the certificate; none where that part of it is malformed, for the rest is still worth showing."""
    from cryptography import x509

    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (ValueError, x509.ExtensionNotFound, x509.DuplicateExtension, x509.UnsupportedGeneralNameType):
        return []
    return [str(name.value) for name in found if isinstance(name, x509.DNSName | x509.IPAddress)]


def _rfc3339(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def in_words(seen: TlsReport) -> str:
    """The handshake in one line."""
    version = (seen.version or "TLS").replace("TLSv", "TLS ")
    # CA/Browser Forum BR 7.1.4.3: the subject's common name is optional, and then its organisation stands there.
    listed = seen.subject in seen.names or not seen.names
    name = seen.subject if listed and seen.subject else ", ".join(seen.names[:1]) or "a certificate without a name"
    return f"{version}, {name}, {seen.validity}"
