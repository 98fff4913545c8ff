"""Sends a reply one octet at a time and never comes to its end."""

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import OPENING, SILENCE_S, BadServer, dripped
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await dripped(talk, b"250-" + b"drip " * 1000)


SERVER = BadServer("drips", _script, OPENING, ["server_not_responding"], timeout_s=SILENCE_S)
