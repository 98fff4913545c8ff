"""Closes the connection at STARTTLS or after its 220."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.peers import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    talk.hang_up()


SERVER = BadServer(
    "closes around STARTTLS",
    _script,
    (Stage.STARTTLS, Stage.TLS),
    ["connection_dropped", "starttls_broken_on_server"],
    Security.STARTTLS,
)
