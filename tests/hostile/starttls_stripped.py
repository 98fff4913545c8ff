"""Does not offer STARTTLS, or somebody on the way has cut it out; plain text is never the answer to that."""

from smtptui.model.report import SessionReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import EXTENSIONS, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    talk.in_tls = True
    await talk.play(None, (*EXTENSIONS, "XXXXXXXA"))


def _check(report: SessionReport, peer: Peer) -> None:
    assert set(peer.verbs) <= {"EHLO", "QUIT"}


SERVER = BadServer(
    "has lost its STARTTLS on the way",
    _script,
    [Stage.STARTTLS],
    ["starttls_not_offered"],
    Security.STARTTLS,
    check=_check,
)
