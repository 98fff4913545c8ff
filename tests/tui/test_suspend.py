"""The shell is one key away from everywhere."""

import pytest

from tests.tui.conftest import Open


@pytest.mark.parametrize("key", ["ctrl+t", "ctrl+p", "f1", "f10", "f9", "f7", "ctrl+l", "f2"])
async def test_every_screen_and_dialog_takes_the_key_that_suspends(opened: Open, key: str) -> None:
    async with opened() as story:
        main = story.app.screen
        await story.press(key)
        await story.until(lambda: key == "f2" or story.app.screen is not main)
        assert story.app.screen.active_bindings["ctrl+z"].binding.action.endswith("suspend_process")
