"""Silence after the final dot: the message arrived, and the client cannot know it."""

import asyncio

from smtptui.sandbox.behaviour import Behaviour
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage


class _Mute(Behaviour):
    async def before_acceptance(self) -> None:
        await asyncio.Event().wait()


SCENARIO = Scenario(
    name="no-answer-after-dot",
    title="no answer after the message: outcome unknown",
    rehearses="The server takes the whole message and never says what became of it; it did arrive.",
    stage=Stage.DATA,
    cause="server_not_responding",
    shown_by_probe=False,
    behaviour=_Mute,
)
