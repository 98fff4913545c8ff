"""Says 354 and reads nothing of the message."""

import asyncio

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import LARGE_DRAFT, SILENCE_S, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 I am listening")
    talk.stop_reading()
    await asyncio.Event().wait()


SERVER = BadServer(
    "never reads the message",
    _script,
    [Stage.DATA],
    ["server_not_responding"],
    outcome=Outcome.NOT_SENT,
    draft=LARGE_DRAFT,
    reads=False,
    timeout_s=SILENCE_S,
)
