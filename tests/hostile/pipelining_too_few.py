"""Offers PIPELINING and answers only the first command of a group."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import PIPELINING, Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.MAIL, PIPELINING)
    await talk.say("250 2.1.0 sender ok")
    await talk.drain_client()


SERVER = BadServer(
    "answers only the first of a group", _script, [Stage.RCPT], ["server_not_responding"], timeout_s=SILENCE_S
)
