"""Shows a good certificate for another name."""

from functools import cache
from ssl import SSLContext

from smtptui.model.report import SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._certificates import shown_and_not_trusted, with_certificate
from tests.peers import Peer
from tests.talk import Talk, authority, context_of


@cache
def _context() -> SSLContext:
    return context_of(authority().issue_cert("elsewhere.example"))


async def _script(talk: Talk, stage: Stage) -> None:
    await with_certificate(talk, _context())


def _check(report: SessionReport, peer: Peer) -> None:
    shown_and_not_trusted(report, peer)
    assert report.tls is not None
    assert report.tls.names == ("elsewhere.example",)


SERVER = BadServer(
    "shows another name's certificate",
    _script,
    [Stage.TLS],
    ["cert_hostname_mismatch"],
    Security.STARTTLS,
    check=_check,
)
