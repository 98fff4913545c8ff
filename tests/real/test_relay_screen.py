"""The Relay screen on a Postfix: what is seen there is so, and what is done there happens."""

import pytest

from smtptui.core.workspace.own.relay import OwnRelay
from tests.real.conftest import require_relay
from tests.real.full_queue import DEFERRING, fill_queue
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.waiting import free_ports
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


async def test_of_hundreds_of_messages_those_of_one_reason_are_listed(opened: Open) -> None:
    require_relay()
    with relay_folder() as folder, running_relay(folder, *free_ports(2), more=DEFERRING) as relay:
        fill_queue(relay, 600)
        workspace = StillWorkspace()
        workspace.relay = OwnRelay(relay.configuration)
        async with opened(workspace) as story:
            await story.press("ctrl+f")
            await story.sees("the oldest 500 of 600 messages")
            await story.press("o")
            await story.sees("3 reasons")
            await story.type("full")
            await story.press("enter")
            await story.sees("✘ 200 wait: ")
            await story.sees("messages for this reason")
            await story.press("enter")
            await story.sees("@full.test")
            await story.sees("The mailbox 0")
