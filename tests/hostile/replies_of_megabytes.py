"""Sends a reply of three megabytes that does end."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.send((b"250-" + b"x" * 996 + b"\r\n") * 3000 + b"250 end\r\n")
    await talk.drain_client()


SERVER = BadServer("sends replies of megabytes", _script, OPENING, ["not_an_smtp_server", "protocol_error"])
