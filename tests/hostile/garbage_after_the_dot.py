"""Answers the final dot with what is no reply."""

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    await talk.hear_message()
    await talk.say("OK, I guess")
    await talk.drain_client()


SERVER = BadServer(
    "answers the final dot with garbage", _script, [Stage.DATA], ["protocol_error"], outcome=Outcome.UNKNOWN
)
