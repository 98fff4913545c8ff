"""Refuses the message before its end, and reads no more of it, without closing."""

import asyncio

from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import LARGE_DRAFT, BadServer
from tests.peers import Peer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    talk.stop_reading()
    await talk.say("552 5.3.4 too large")
    await asyncio.Event().wait()


def _check(report: SessionReport, peer: Peer) -> None:
    assert report.failure is not None
    assert report.failure.reply is not None
    assert report.failure.reply.code == 552


SERVER = BadServer(
    "refuses in mid-message and stops reading",
    _script,
    [Stage.DATA],
    [None],
    outcome=Outcome.REJECTED,
    draft=LARGE_DRAFT,
    check=_check,
    reads=False,
)
