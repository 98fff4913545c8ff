"""Shows a certificate whose authority nobody knows here."""

from functools import cache
from ssl import SSLContext

import trustme

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import shown_and_not_trusted, with_certificate
from tests.talk import HOST, Talk, context_of


@cache
def _context() -> SSLContext:
    return context_of(trustme.CA(organization_name="somebody else").issue_cert(HOST))


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


SERVER = BadServer(
    "shows a certificate of an unknown authority",
    _script,
    [Stage.TLS],
    ["cert_untrusted_issuer"],
    Security.TLS,
    raw=True,
    check=shown_and_not_trusted,
)
