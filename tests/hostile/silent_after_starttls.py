"""Finishes the handshake after STARTTLS and never answers the EHLO inside it."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(Stage.TLS)
    await talk.start_tls()
    await talk.drain_client()


SERVER = BadServer(
    "goes silent inside STARTTLS",
    _script,
    [Stage.EHLO],
    ["server_not_responding"],
    Security.STARTTLS,
    timeout_s=SILENCE_S,
)
