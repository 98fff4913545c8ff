"""Offers PIPELINING and answers the group's last command first."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import PIPELINING, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.MAIL, PIPELINING)
    await talk.say("354 go on", "250 2.1.5 recipient ok", "250 2.1.0 sender ok")
    await talk.drain_client()


# RFC 2920 section 3.2: answers stand in the order of the commands, so this refuses the sender.
SERVER = BadServer("answers a group out of order", _script, [Stage.MAIL], [None], outcome=Outcome.REJECTED)
