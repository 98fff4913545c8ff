"""Whatever is pressed, in whatever order: no crash, and nothing typed is lost by it."""

import random

from textual import events

from smtptui.tui.actions import ACTIONS
from tests.tui.conftest import Open

_LOSING = ("quit", "suspend", "revert", "delete")
_KEYS = [
    *(
        key
        for action in ACTIONS
        if action.id not in ("quit", "suspend", "revert", "delete")
        for key in action.key.split(",")
    ),
    *("tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "pagedown", "home", "end", "ctrl+l"),
    *("space", "backspace", "ctrl+a", "ctrl+u", "ctrl+o", "ctrl+backslash", "ctrl+underscore", "m", "t", "y", "@", "1"),
]
_SIZES = [(80, 24), (120, 36), (40, 12), (200, 50), (20, 5)]


async def test_random_keys_and_sizes_crash_nothing(opened: Open) -> None:
    chance = random.Random(1)
    async with opened() as story:
        # In the palette stands «Quit», which ends the story as it should.
        story.app.exit = lambda *_, **__: None  # type: ignore[method-assign]
        await story.go_to("from_name")
        await story.type("typed")
        opened_first = story.app.desk.current
        assert opened_first is not None
        for _ in range(200):
            if chance.random() < 0.04:
                await story.pilot.resize_terminal(*chance.choice(_SIZES))
            key = chance.choice(_KEYS)
            character = " " if key == "space" else key if len(key) == 1 else None
            story.app.post_message(events.Key(key, character))
            if chance.random() < 0.3:
                await story.pilot.pause(0)
        await story.pilot.pause()
        assert story.app._exception is None
        assert opened_first in story.app.desk.opened
