"""Finishes the handshake and says nothing inside it."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.drain_client()


SERVER = BadServer(
    "finishes the handshake and goes silent",
    _script,
    [Stage.GREETING],
    ["server_not_responding"],
    Security.TLS,
    timeout_s=SILENCE_S,
)
