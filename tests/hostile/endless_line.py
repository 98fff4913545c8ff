"""Sends a reply line that has no end."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.send(b"250 ")
    while True:
        await talk.send(b"and on and on " * 1000)


SERVER = BadServer(
    "sends a line without an end", _script, OPENING, ["not_an_smtp_server", "protocol_error"], reads=False
)
