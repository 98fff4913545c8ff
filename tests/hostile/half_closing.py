"""Says that nothing more will come from it, and goes on listening."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    talk.half_close()
    await talk.drain_client()


SERVER = BadServer("closes its half of the connection", _script, OPENING, ["connection_dropped"])
