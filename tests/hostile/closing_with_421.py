"""Says that it is closing, and does."""

from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("421 4.3.2 mail.example closing")
    talk.hang_up()


def _check(report: SessionReport, peer: Peer) -> None:
    assert report.failure is not None
    assert report.failure.reply is not None
    assert (report.failure.reply.code, report.failure.reply.enhanced) == (421, "4.3.2")


SERVER = BadServer("closes with 421", _script, OPENING, [None], check=_check)
