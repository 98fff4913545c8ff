"""Waits for the client's handshake, while the client waits for its greeting."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.start_tls()


SERVER = BadServer(
    "expects TLS from the first octet",
    _script,
    [Stage.GREETING],
    ["server_not_responding"],
    Security.STARTTLS,
    reads=False,
    timeout_s=SILENCE_S,
)
