"""Finishes the handshake and closes."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    talk.hang_up()


SERVER = BadServer("closes after the handshake", _script, [Stage.GREETING], ["connection_dropped"], Security.TLS)
