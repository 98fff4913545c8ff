"""Shows a certificate that TLS takes and whose names cannot be read: a DNS name with an octet beyond ASCII."""

import base64
from functools import cache
from ssl import SSLContext

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import context_from, self_signed_builder, with_certificate
from tests.talk import Talk


@cache
def _context() -> SSLContext:
    key = ec.generate_private_key(ec.SECP256R1())
    good = self_signed_builder(key, "mail.example", x509.DNSName("zzzz.example")).sign(key, hashes.SHA256())
    der = good.public_bytes(serialization.Encoding.DER).replace(b"zzzz.example", b"z\xffz\x00.example")
    pem = b"-----BEGIN CERTIFICATE-----\n" + base64.encodebytes(der) + b"-----END CERTIFICATE-----\n"
    return context_from(pem, key)


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


SERVER = BadServer(
    "shows a malformed certificate",
    _script,
    [Stage.TLS],
    ["cert_self_signed", "cert_untrusted_issuer"],
    Security.TLS,
    raw=True,
)
