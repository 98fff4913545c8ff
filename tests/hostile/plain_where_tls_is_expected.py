"""Greets in plain text where the client expects TLS."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.say("220 mail.example ESMTP")
    await talk.drain_client()


SERVER = BadServer(
    "greets in plain text on a TLS port", _script, [Stage.TLS], ["tls_on_plaintext_port"], Security.TLS, raw=True
)
