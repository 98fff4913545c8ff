"""Shows a certificate that is not valid yet, as it looks to a machine whose clock is wrong."""

import datetime
from functools import cache
from ssl import SSLContext

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import shown_and_not_trusted, with_certificate
from tests.talk import HOST, Talk, authority, context_of


@cache
def _context() -> SSLContext:
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    return context_of(authority().issue_cert(HOST, not_before=tomorrow))


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


SERVER = BadServer(
    "shows a certificate of the future",
    _script,
    [Stage.TLS],
    ["cert_not_yet_valid"],
    Security.TLS,
    raw=True,
    check=shown_and_not_trusted,
)
