"""Closes the connection in order, without a word."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.peers import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    talk.hang_up()


SERVER = BadServer("closes without a word", _script, OPENING, ["connection_dropped"])
