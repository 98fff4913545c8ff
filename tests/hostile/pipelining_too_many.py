"""Offers PIPELINING and answers more often than it was asked."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import PIPELINING, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.MAIL, PIPELINING)
    await talk.say(*["250 2.0.0 yes"] * 12)
    await talk.drain_client()


SERVER = BadServer("answers a group too often", _script, [Stage.DATA], [None], outcome=Outcome.NOT_SENT)
