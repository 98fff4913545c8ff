"""Waiting for the app to have done all that it can do by itself."""

import asyncio
from typing import Any

from textual.app import App


async def settled(app: App[Any]) -> None:
    """Wait until nothing is left to do: no message, no callback, nothing to draw.

    Textual's own pause watches how much the process computes: on a busy machine it ends too early, on a quiet one it
    takes a fiftieth of a second at least. Timers and other threads are not waited for.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(60):
        while True:
            await asyncio.sleep(0)
            if not loop._ready:  # type: ignore[attr-defined]
                await app.animator.wait_for_idle()
                # What is to be drawn would be with the next tick of a timer.
                for screen in app.screen_stack[-1:]:
                    screen._on_timer_update()
                if not loop._ready:  # type: ignore[attr-defined]
                    return
