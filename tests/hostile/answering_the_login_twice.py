"""Accepts the login and refuses it."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.AUTH)
    await talk.say("235 2.7.0 welcome", "535 5.7.8 or not")
    await talk.drain_client()


SERVER = BadServer("answers the login twice", _script, [Stage.MAIL], ["protocol_error"])
