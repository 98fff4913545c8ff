"""Resets the connection in the middle of the session."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    talk.reset()


SERVER = BadServer("resets the connection", _script, OPENING, ["connection_dropped"])
