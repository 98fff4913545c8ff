"""Answers SCRAM with octets that are no message of it."""

import base64

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.hostile._scram import nonce_of
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await nonce_of(talk)
    await talk.say(f"334 {base64.b64encode(bytes(range(256))).decode()}")
    await talk.drain_client()


SERVER = BadServer("answers SCRAM with nonsense", _script, [Stage.AUTH], ["protocol_error"])
