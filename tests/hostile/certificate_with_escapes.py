"""Writes escape sequences into the names of its certificate."""

from functools import cache

from cryptography import x509

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import self_signed_context, shown_and_not_trusted, with_certificate
from tests.talk import Talk

_NASTY = "\x1b[2J\x07\u202edlrow\u200b"
_context = cache(lambda: self_signed_context(_NASTY, x509.DNSName("\x1b[2J.example")))


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


SERVER = BadServer(
    "shows a certificate with escape sequences",
    _script,
    [Stage.TLS],
    ["cert_self_signed"],
    Security.STARTTLS,
    check=shown_and_not_trusted,
)
