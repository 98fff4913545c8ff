"""Whatever is pressed, in whatever order and at whatever size: no crash, and nothing typed is lost by it."""

import random
from collections.abc import Mapping, Sequence

from textual import events

from smtptui.tui.actions import ACTIONS
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open
from tests.tui.scenes import demo
from tests.tui.story import Story

SEED = 20261121
# A round types ahead as a slow line delivers it, then looks around: 10,000 keys in all.
_ROUNDS, _WRITTEN, _LOOKED = 40, 235, 15
# These change a form or lose it, which is their purpose; and another theme costs as much as a hundred letters.
_LEFT_OUT = ("quit", "suspend", "revert", "delete", "undo", "theme")
# Whatever these open or close, no form may change by them; a letter would be typed into one.
_ACTIONS = [key for action in ACTIONS if action.id not in _LEFT_OUT for key in action.key.split(",") if len(key) > 1]
_ACTIONS.remove("question_mark")
_WALKING = ["tab", "shift+tab", "up", "down", "left", "right", "pageup", "pagedown", "home", "end", "ctrl+o", "escape"]
_LOOKING = [*_ACTIONS, *_WALKING]
_WRITING = [
    "enter",
    "space",
    "backspace",
    "delete",
    "ctrl+a",
    "ctrl+u",
    "ctrl+w",
    "ctrl+l",
    "ctrl+backslash",
    "ctrl+underscore",
    *"mtyzoerfx@1.?é字",
]
_SIZES = [(80, 24), (120, 36), (40, 12), (200, 50), (20, 5)]

Texts = Mapping[Field, str]


async def test_ten_thousand_random_keys_crash_nothing_and_lose_nothing(opened: Open) -> None:
    chance = random.Random(SEED)
    async with opened(demo()) as story:
        # In the palette stands «Quit», which ends the story as it should.
        story.app.exit = lambda *_, **__: None  # type: ignore[method-assign]
        for _ in range(_ROUNDS):
            await story.pilot.resize_terminal(*chance.choice(_SIZES))
            await _press_at_once(
                story, [chance.choice(_WRITING if chance.random() < 0.97 else _LOOKING) for _ in range(_WRITTEN)]
            )
            before = _everything_typed(story)
            looking = chance.choices(_LOOKING, k=_LOOKED)
            await _press_at_once(story, looking)
            after = _everything_typed(story)
            assert {opened: after.get(opened) for opened in before} == before, f"seed {SEED}: {looking}"


async def _press_at_once(story: Story, keys: Sequence[str]) -> None:
    for key in keys:
        story.app.post_message(events.Key(key, " " if key == "space" else key if len(key) == 1 else None))
    # On a busy machine a pause is over before all keys are answered.
    await story.until(story.app._message_queue.empty)
    await story.settle()
    assert story.app._exception is None, f"seed {SEED}: {keys}"


def _everything_typed(story: Story) -> dict[OpenProfile, Texts]:
    return {opened: dict(opened.draft.texts) for opened in story.app.desk.opened}
