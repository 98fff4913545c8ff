"""Says nothing more."""

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.peers import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.drain_client()


SERVER = BadServer("says nothing more", _script, OPENING, ["server_not_responding"], Security.NONE)
