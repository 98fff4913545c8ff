"""Closes the connection in the middle of a reply."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.send(b"250-the first line\r\n250 the seco")
    talk.hang_up()


SERVER = BadServer("closes in the middle of a reply", _script, OPENING, ["connection_dropped"])
