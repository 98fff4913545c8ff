"""Asks for so few SCRAM iterations that whoever listens can guess the password."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._scram import SALT, challenge, nonce_of
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    nonce = await nonce_of(talk)
    await challenge(talk, f"r={nonce}server,s={SALT},i=1")
    await talk.drain_client()


def _check(report: SessionReport, peer: Peer) -> None:
    assert peer.heard[-1] == "*"


SERVER = BadServer("asks for one SCRAM iteration", _script, [Stage.AUTH], ["protocol_error"], check=_check)
