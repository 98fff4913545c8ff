"""Sends a challenge that is no base64."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage, ("AUTH CRAM-MD5",))
    await talk.say("334 <1896.697170952@postoffice.example> \x1b[2J ümlaut")
    while True:
        await talk.hear()


def _check(report: SessionReport, peer: Peer) -> None:
    assert peer.heard[-1] == "*"


SERVER = BadServer("sends a challenge that is no base64", _script, [Stage.AUTH], ["protocol_error"], check=_check)
