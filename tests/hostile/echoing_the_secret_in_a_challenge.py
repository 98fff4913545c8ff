"""Repeats the secret in a challenge, base64 as the protocol wants it."""

import base64

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.sessions import SECRET
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage, ("AUTH LOGIN",))
    await talk.say("334 VXNlcm5hbWU6")
    await talk.hear()
    await talk.say("334 UGFzc3dvcmQ6")
    await talk.hear()
    await talk.say(f"334 {base64.b64encode(b'again: ' + SECRET.reveal().encode()).decode()}")
    await talk.drain_client()


SERVER = BadServer("repeats the secret in a challenge", _script, [Stage.AUTH], ["protocol_error"])
