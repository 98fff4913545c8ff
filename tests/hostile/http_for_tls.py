"""Answers the handshake as a web server answers what it cannot read."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.hear_octets()
    await talk.say("HTTP/1.1 400 Bad Request", "", "<html>")
    await talk.drain_client()


SERVER = BadServer(
    "answers the handshake in HTTP", _script, [Stage.TLS], ["tls_on_plaintext_port"], Security.TLS, raw=True
)
