"""Shows a certificate that it signed itself."""

from functools import cache

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import self_signed_context, shown_and_not_trusted, with_certificate
from tests.talk import Talk

_context = cache(self_signed_context)


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


SERVER = BadServer(
    "shows a self-signed certificate",
    _script,
    [Stage.TLS],
    ["cert_self_signed"],
    Security.STARTTLS,
    check=shown_and_not_trusted,
)
