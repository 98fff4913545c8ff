"""The Relay screen on a Postfix: what is seen there is so, and what is done there happens."""

import pytest

from smtptui.core.workspace.own.relay import OwnRelay
from tests.real.relay import Relay
from tests.tui.conftest import Open, opened
from tests.tui.still_workspace import StillWorkspace

__all__ = ["opened"]

pytestmark = pytest.mark.real


async def test_the_screen_flushes_and_deletes(relay: Relay, opened: Open) -> None:
    relay.submit("a@recipient.test")
    workspace = StillWorkspace()
    workspace.relay = OwnRelay(relay.configuration)
    async with opened(workspace, size=(120, 36)) as story:
        await story.press("ctrl+f")
        await story.sees("✔ Postfix runs")
        await story.sees("✘ 1 waits: ")
        await story.sees("deferred a@recipient.test")
        tried = relay.log.read_text().count("status=deferred")
        await story.press("f")
        await story.until(lambda: relay.log.read_text().count("status=deferred") > tried)
        await story.sees("deferred 1")
        await story.press("h")
        await story.sees("hold 1")
        await story.press("d")
        await story.sees("delete this message?")
        await story.press("enter")
        await story.sees("Nothing waits")
    assert list((relay.folder / "queue/hold").iterdir()) == []
