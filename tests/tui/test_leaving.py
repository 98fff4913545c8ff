"""The app ends, and a key that was pressed before is only now at hand."""

import pytest
from textual.events import Key

from smtptui.tui.leaving import INTERRUPTED
from tests.tui.conftest import Open


@pytest.mark.parametrize("key", ["ctrl+r", "f5"])
async def test_a_key_that_is_read_when_the_app_ends_changes_nothing_about_its_end(opened: Open, key: str) -> None:
    async with opened() as story:
        read = Key(key, None)
        # No field had a use for it.
        read._set_forwarded()
        story.app.post_message(read)
        story.app.exit(return_code=INTERRUPTED)
        await story.until(lambda: not story.app.is_running)
    assert story.app.return_code == INTERRUPTED
