"""Refuses every recipient and asks for the message all the same, as RFC 2920 section 3.1 allows."""

from smtptui.model.report import Outcome, SessionReport
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Peer
from tests.talk import PIPELINING, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(
        None, PIPELINING, RCPT="550 5.1.1 nobody", DATA="354 whom is it for?", dot="554 5.5.1 no recipients"
    )


def _check(report: SessionReport, peer: Peer) -> None:
    # Ended empty: the dot alone.
    assert peer.messages == [b".\r\n"]


SERVER = BadServer("wants a message for nobody", _script, [Stage.RCPT], [None], outcome=Outcome.REJECTED, check=_check)
