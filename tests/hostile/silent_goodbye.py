"""Takes a pipelined envelope and leaves its QUIT without an answer."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage, Status
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.peers import Peer
from tests.sessions import stage_of
from tests.talk import PIPELINING, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage, PIPELINING)
    await talk.drain_client()


def _check(report: SessionReport, peer: Peer) -> None:
    assert report.ok
    assert stage_of(report, Stage.QUIT).status is Status.WARNED


SERVER = BadServer("never says goodbye", _script, [Stage.QUIT], [None], check=_check, timeout_s=SILENCE_S)
