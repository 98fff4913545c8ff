"""Sends a reply of ever more lines."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    while True:
        await talk.send(b"250-one more line\r\n" * 1000)


SERVER = BadServer(
    "sends a reply without an end", _script, OPENING, ["not_an_smtp_server", "protocol_error"], reads=False
)
