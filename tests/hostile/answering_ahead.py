"""Sends the answer to EHLO together with its greeting."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.say("220 mail.example ESMTP", *talk.ehlo_reply())
    await talk.drain_client()


SERVER = BadServer("answers before it is asked", _script, [Stage.EHLO], ["protocol_error"])
