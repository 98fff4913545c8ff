"""The certificate that a server of ours shows: looked at before it is used, or made where the operator has none."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from smtptui.errors import ConfigurationError
from smtptui.secret import Secret
from smtptui.text import printable

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_LIFE = timedelta(days=825)
_ADVICE = "give the chain and its key in PEM form, the key not encrypted"


class Seen(NamedTuple):
    """What clients see. `fingerprint` is `sha256:…` of the DER form, `not_after` in UTC."""

    fingerprint: str
    names: tuple[str, ...]
    not_after: datetime
    is_self_signed: bool


def check_pair(certificate: Path, key: Path) -> None:
    """Whether a server can use them together. Raises ConfigurationError."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    where = f"certificate {printable(str(certificate))} with key {printable(str(key))}"
    try:
        # Without a function of ours, OpenSSL would ask for an encrypted key's passphrase on the terminal.
        context.load_cert_chain(certificate, key, password=lambda: "")
    except ssl.SSLError as error:
        is_stranger = error.reason == "KEY_VALUES_MISMATCH"
        words = "the key is another certificate's" if is_stranger else "cannot be used"
        raise ConfigurationError(f"{where}: {words}", _ADVICE) from None
    except OSError as error:
        raise ConfigurationError(f"{where}: {printable(error.strerror or str(error))}", _ADVICE) from None


def seen_at(certificate: Path) -> Seen:
    """The first certificate of a file. Raises ConfigurationError, also for one that has run out."""
    where = f"certificate {printable(str(certificate))}"
    try:
        seen = seen_in(certificate.read_bytes())
    except OSError as error:
        raise ConfigurationError(f"{where}: {error.strerror}", _ADVICE) from None
    except ValueError as error:
        raise ConfigurationError(f"{where}: {printable(str(error))}", _ADVICE) from None
    if seen.not_after < datetime.now(UTC):
        raise ConfigurationError(f"{where} has run out on {seen.not_after:%Y-%m-%d}", "renew it first")
    return seen


def seen_in(pem: bytes) -> Seen:
    """The first certificate of a text. Raises ValueError."""
    from cryptography import x509
    from cryptography.hazmat.primitives.hashes import SHA256

    found = x509.load_pem_x509_certificate(pem)
    return Seen(
        fingerprint=f"sha256:{found.fingerprint(SHA256()).hex()}",
        names=_names(found),
        not_after=found.not_valid_after_utc,
        is_self_signed=found.issuer == found.subject,
    )


def _names(certificate: "Certificate") -> tuple[str, ...]:
    from cryptography import x509

    try:
        found = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(str(name.value) for name in found if isinstance(name, x509.DNSName | x509.IPAddress))


def self_signed(address: str, host: str) -> tuple[bytes, Secret]:
    """A certificate for these two that nobody has signed, and its key, both in PEM form."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key, begin = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC) - timedelta(hours=1)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    names: list[x509.GeneralName] = [x509.IPAddress(ipaddress.ip_address(address))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), begin, begin + _LIFE)
        .add_extension(x509.SubjectAlternativeName([*names, *([x509.DNSName(host)] if host else [])]), critical=False)
        # An authority for itself alone: there are clients that trust nothing else.
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM), Secret(private.decode())
