"""Waiting for the app to have done all that it can do by itself."""

import asyncio
from typing import Any

from textual import events
from textual.app import App
from textual.screen import Screen


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
                if not loop._ready and not _draws(app):  # type: ignore[attr-defined]
                    return


def _draws(app: App[Any]) -> bool:
    """Whether something is to be drawn; it is, as with the next tick of the screen's timer."""
    screen = app.screen_stack[-1] if app.screen_stack else None
    if screen is None or not screen.is_current or app._batch_count:
        return False
    asked = (screen._layout_required, screen._scroll_required, screen._repaint_required, screen._dirty_widgets)
    if not any(asked) and not screen._callbacks:
        return False
    return draw(screen)


def draw(screen: Screen[Any]) -> bool:
    """Draw what is to be drawn behind all that the screen has to do before; whether it still takes anything."""
    return screen.post_message(events.Callback(callback=screen._on_timer_update))
