"""Certificates that no client should trust."""

import datetime
import ssl
import tempfile

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from smtptui.model.report import SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.peers import Peer
from tests.talk import HOST, Talk

_NOW = datetime.datetime.now(datetime.UTC)


def self_signed_context(common_name: str = HOST, *names: x509.GeneralName) -> ssl.SSLContext:
    """A server's TLS with a certificate that it signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = self_signed_builder(key, common_name, *names).sign(key, hashes.SHA256())
    return context_from(certificate.public_bytes(serialization.Encoding.PEM), key)


def self_signed_builder(
    key: ec.EllipticCurvePrivateKey, common_name: str, *names: x509.GeneralName
) -> x509.CertificateBuilder:
    """A self-signed certificate before it is signed."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(_NOW - datetime.timedelta(days=1))
    builder = builder.not_valid_after(_NOW + datetime.timedelta(days=30))
    return builder.add_extension(x509.SubjectAlternativeName(names), critical=False) if names else builder


def context_from(certificate_pem: bytes, key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    """A server's TLS with this certificate and key, which OpenSSL takes from a file alone."""
    key_pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.NamedTemporaryFile() as file:
        file.write(key_pem + certificate_pem)
        file.flush()
        context.load_cert_chain(file.name)
    return context


async def with_certificate(talk: Talk, context: ssl.SSLContext) -> None:
    """A good server with this certificate, by STARTTLS or from the first octet."""
    if talk.peer.security is Security.STARTTLS:
        await talk.play(Stage.TLS)
    await talk.start_tls(context)
    await talk.play()


def shown_and_not_trusted(report: SessionReport, peer: Peer) -> None:
    """The certificate is shown, and nothing secret was sent to whoever has it."""
    assert report.tls is not None
    assert not report.tls.verified
    assert report.tls.error
    assert report.tls.fingerprint.startswith("sha256:")
    assert set(peer.verbs) <= {"EHLO", "STARTTLS"}
