"""Offers STARTTLS and resets the connection when the handshake begins."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.TLS)
    await talk.hear_octets()
    talk.reset()


SERVER = BadServer(
    "breaks the handshake that it offered", _script, [Stage.TLS], ["starttls_broken_on_server"], Security.STARTTLS
)
