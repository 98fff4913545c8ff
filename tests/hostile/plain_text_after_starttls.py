"""Answers the handshake after its 220 in plain text."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.TLS)
    await talk.hear_octets()
    await talk.say("454 4.7.0 TLS not available after all")
    await talk.drain_client()


SERVER = BadServer(
    "goes on in plain text after STARTTLS", _script, [Stage.TLS], ["starttls_broken_on_server"], Security.STARTTLS
)
