"""Resets the connection in the middle of the handshake."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.hear_octets()
    talk.reset()


SERVER = BadServer("resets the handshake", _script, [Stage.TLS], ["connection_dropped"], Security.TLS, raw=True)
