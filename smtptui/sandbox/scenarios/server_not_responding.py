"""A connection that opens, and silence."""

import asyncio

from smtptui.sandbox.behaviour import Behaviour
from smtptui.sandbox.scenario import Scenario
from smtptui.smtp.stage import Stage


class _Silent(Behaviour):
    async def before_greeting(self) -> None:
        await asyncio.Event().wait()


SCENARIO = Scenario(
    name="server-not-responding",
    title="connected, but the server never greets",
    rehearses="The connection opens and nothing comes, as behind a proxy or on an overloaded server.",
    stage=Stage.GREETING,
    cause="server_not_responding",
    behaviour=_Silent,
)
