"""Answers every command just within its limit, so that only the limit of the whole probe ends it."""

import asyncio

from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await asyncio.sleep(0.7 * SILENCE_S)
    await talk.say("220 mail.example")
    while command := await talk.hear():
        await asyncio.sleep(0.7 * SILENCE_S)
        await talk.say(*(talk.ehlo_reply() if command.startswith("EHLO") else ["250 2.0.0 at last"]))


SERVER = BadServer(
    "is slow at every stage, and too slow at none",
    _script,
    [Stage.RCPT],
    ["server_not_responding"],
    timeout_s=SILENCE_S,
)
