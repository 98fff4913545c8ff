"""Takes the message up to its final dot, and closes."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    await talk.hear_message()
    talk.hang_up()


SERVER = BadServer("closes after the final dot", _script, [Stage.DATA], ["connection_dropped"], outcome=Outcome.UNKNOWN)
