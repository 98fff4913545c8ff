"""What is under way when the window becomes too small waits until there is room again."""

from tests.tui.conftest import NARROW, Open
from tests.tui.story import Story


async def _shrinks(story: Story) -> None:
    await story.pilot.resize_terminal(20, 5)
    await story.sees("smtptui needs")


async def test_a_profile_picked_among_the_probes_is_opened_when_it_can_be_seen(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+l")
        await story.sees("4 of 4 profiles")
        table = story.app.screen
        await _shrinks(story)
        # Two keys that a slow line had delivered before.
        for _ in range(2):
            table.query_one("FleetList").action_pick()  # type: ignore[attr-defined]
        await story.settle()
        await story.sees("smtptui needs")
        await story.pilot.resize_terminal(*NARROW)
        await story.sees("4 of 4 profiles")
        await story.press("enter")
        await story.sees("saved profile · ")


async def test_a_dialog_can_still_be_left(opened: Open) -> None:
    async with opened() as story:
        await story.press("f10")
        dialog = story.app.screen
        await _shrinks(story)
        await dialog.run_action("leave")
        await story.settle()
        await story.sees("smtptui needs")
        await story.pilot.resize_terminal(*NARROW)
        await story.until(lambda: story.app.screen is dialog)
        await story.press("escape")
        await story.until(lambda: story.app.screen is story.screen)
