"""A greeting that takes its time: servers that look the client up in blocklists first."""

import asyncio

from smtptui.sandbox.behaviour import Behaviour
from smtptui.sandbox.scenario import Scenario

GREETING_DELAY_S = 3.0


class _Slow(Behaviour):
    async def before_greeting(self) -> None:
        await asyncio.sleep(GREETING_DELAY_S)


SCENARIO = Scenario(
    name="slow-greeting",
    title="the greeting comes after three seconds",
    rehearses="The server looks the client up before it greets, which takes three seconds; then all passes.",
    behaviour=_Slow,
)
