"""Goes silent at STARTTLS or in the handshake after it."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.drain_client()


SERVER = BadServer(
    "goes silent around STARTTLS",
    _script,
    (Stage.STARTTLS, Stage.TLS),
    ["server_not_responding"],
    Security.STARTTLS,
)
