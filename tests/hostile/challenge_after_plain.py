"""Asks again although PLAIN has said everything."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    while True:
        await talk.say("334 UGFzc3dvcmQ6")
        await talk.hear()


def _check(report: SessionReport, peer: Peer) -> None:
    # RFC 4954 section 4: a lone "*" cancels the exchange.
    assert peer.heard[-1] == "*"


SERVER = BadServer("asks again after PLAIN", _script, [Stage.AUTH], ["protocol_error"], check=_check)
