"""Sends an empty challenge, for which the answer would be the same every time."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage, ("AUTH CRAM-MD5",))
    await talk.say("334 ")
    while True:
        await talk.hear()


def _check(report: SessionReport, peer: Peer) -> None:
    assert peer.heard[-2:] == ["AUTH CRAM-MD5", "*"]


SERVER = BadServer("sends an empty CRAM-MD5 challenge", _script, [Stage.AUTH], ["protocol_error"], check=_check)
