"""What was begun is carried out to its end, and the screen knows of it, whatever is opened meanwhile."""

import asyncio
from collections.abc import Callable

import pytest

from smtptui.core.workspace.profiles import Shelf
from smtptui.tui.desk import Desk
from tests.tui.conftest import WIDE, Open
from tests.tui.still.profiles import PROFILES, StillProfiles
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story


class Slow(StillProfiles):
    """A file that takes its time to be read again."""

    def __init__(self) -> None:
        super().__init__(PROFILES, PROFILES[0].name)
        self.asked, self.readable = asyncio.Event(), asyncio.Event()

    async def read_again(self) -> Shelf:
        """When the test says so."""
        self.asked.set()
        await self.readable.wait()
        return await super().read_again()


async def _opens_and_leaves_the_palette(story: Story) -> None:
    await story.press("ctrl+p")
    await story.sees("all actions")
    await story.press("escape")


def names(desk: Desk) -> list[str]:
    """The saved profiles, as the screen has them."""
    return list(desk.shelf.profiles)


@pytest.mark.parametrize(
    ("keys", "is_done"),
    [
        (("ctrl+g",), lambda desk: desk.shelf.active == "staging"),
        (("f9", "enter"), lambda desk: "staging" not in names(desk) and desk.deeds.last is not None),
        (("J",), lambda desk: names(desk)[:3] == ["darrensnet", "tokens", "staging"] and desk.deeds.last is not None),
        (("g", "x", "enter"), lambda desk: desk.shelf.profiles["staging"].group == "x" and not desk.unsaved),
        (("f2", "tab", "!", "ctrl+s"), lambda desk: not desk.unsaved),
    ],
    ids=["activate", "delete", "move", "group", "save"],
)
async def test_a_dialog_that_is_opened_takes_no_deed_from_the_screen(
    opened: Open, keys: tuple[str, ...], is_done: Callable[[Desk], bool]
) -> None:
    workspace = StillWorkspace()
    slow = workspace.profiles = Slow()
    async with opened(workspace, size=WIDE) as story:
        await story.open("staging")
        story.screen.query_one("#profiles").focus()
        await story.press(*keys)
        await slow.asked.wait()
        await _opens_and_leaves_the_palette(story)
        slow.readable.set()
        await story.until(lambda: is_done(story.app.desk))


async def test_keys_that_come_quicker_than_the_file_can_be_read_are_all_carried_out(opened: Open) -> None:
    workspace = StillWorkspace()
    slow = workspace.profiles = Slow()
    async with opened(workspace, size=WIDE) as story:
        story.screen.query_one("#profiles").focus()
        await story.press("J", "J", "J")
        slow.readable.set()
        await story.until(lambda: names(story.app.desk) == ["staging", "tokens", "relay", "darrensnet"])
        slow.readable.clear()
        await story.press("ctrl+underscore", "ctrl+underscore")
        slow.readable.set()
        await story.until(lambda: names(story.app.desk) == ["staging", "darrensnet", "tokens", "relay"])
        assert names(story.app.desk) == list(slow.saved)
