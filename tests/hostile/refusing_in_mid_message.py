"""Refuses the message before its end, and closes."""

from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import LARGE_DRAFT, BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    await talk.hear_octets()
    await talk.say("552 5.3.4 too large")
    talk.hang_up()


def _check(report: SessionReport, peer: Peer) -> None:
    assert report.failure is not None
    assert report.failure.reply is not None
    assert report.failure.reply.code == 552


SERVER = BadServer(
    "refuses in mid-message and closes",
    _script,
    [Stage.DATA],
    [None],
    outcome=Outcome.REJECTED,
    draft=LARGE_DRAFT,
    check=_check,
)
