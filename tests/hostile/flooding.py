"""Sends good replies for ever, asked or not."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    while True:
        await talk.send(b"250 2.0.0 yes\r\n" * 1000)


SERVER = BadServer(
    "floods the client with good replies",
    _script,
    [Stage.AUTH],
    ["protocol_error"],
    ends_at=Stage.MAIL,
    reads=False,
)
