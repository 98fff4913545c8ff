"""The beginning of a SCRAM exchange with a server that does not keep to RFC 5802."""

import base64

from smtptui.smtp.stage import Stage
from tests.talk import Talk

SALT = base64.b64encode(b"salt of sixteen!").decode()


async def nonce_of(talk: Talk) -> str:
    """Play up to AUTH and take the client's nonce from its first message."""
    command = await talk.play(Stage.AUTH, ("AUTH SCRAM-SHA-256",))
    first = base64.b64decode(command.split(" ")[2]).decode()
    return first.rpartition(",r=")[2]


async def challenge(talk: Talk, message: str) -> str:
    """Send a server's message; gives the client's answer, decoded."""
    await talk.say(f"334 {base64.b64encode(message.encode()).decode()}")
    answer = await talk.hear()
    return answer if answer == "*" else base64.b64decode(answer).decode()
