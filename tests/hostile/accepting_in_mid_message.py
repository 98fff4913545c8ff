"""Says 250 in the middle of the message."""

import asyncio

from smtptui.model.report import Outcome
from smtptui.smtp.stage import Stage
from tests.hostile._bad_server import LARGE_DRAFT, BadServer
from tests.talk import Talk


async def _script(talk: Talk, stage: Stage) -> None:
    await talk.play(stage)
    await talk.say("354 go on")
    talk.stop_reading()
    await talk.say("250 2.0.0 Ok: queued as 4F2")
    await asyncio.Event().wait()


SERVER = BadServer(
    "accepts a message before its end",
    _script,
    [Stage.DATA],
    [None],
    outcome=Outcome.NOT_SENT,
    draft=LARGE_DRAFT,
    reads=False,
)
