"""Accepts the connection on its TLS port and never answers the handshake."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.drain_client()


SERVER = BadServer(
    "never answers the handshake",
    _script,
    [Stage.TLS],
    ["server_not_responding"],
    Security.TLS,
    raw=True,
    timeout_s=SILENCE_S,
)
