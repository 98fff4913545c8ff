"""Shows a certificate that has expired."""

import datetime
from functools import cache
from ssl import SSLContext

from smtptui.model.report import SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import shown_and_not_trusted, with_certificate
from tests.peers import Peer
from tests.talk import HOST, Talk, authority, context_of


@cache
def _context() -> SSLContext:
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    return context_of(authority().issue_cert(HOST, not_after=yesterday))


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


def _check(report: SessionReport, peer: Peer) -> None:
    shown_and_not_trusted(report, peer)
    assert report.tls is not None
    assert report.tls.days_left < 0


SERVER = BadServer(
    "shows an expired certificate",
    _script,
    [Stage.TLS],
    ["cert_expired"],
    Security.TLS,
    raw=True,
    check=_check,
)
