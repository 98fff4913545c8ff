"""An operator reads a transcript while it grows."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.message import Message

from tests.tui.conftest import Open
from tests.tui.settled import draw
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story

_LAST = "C: AUTH PLAIN [secret]"


def _draw_at_any_moment(story: Story, seed: int) -> None:
    """As on a busy machine, where the timer that draws comes between any two messages."""
    chance = random.Random(seed)

    def may_draw(message: Message) -> None:
        if not isinstance(message, events.Callback) and chance.random() < 0.2:
            draw(story.app.screen)

    story.listen(may_draw)


def _ends(story: Story) -> bool:
    return any(line.endswith(_LAST) for line in story.seen.splitlines())


async def _read(story: Story) -> None:
    """Open the transcript of a first probe."""
    await story.press("ctrl+r")
    await story.sees("ruled out")
    story.screen.query_one("#probe #transcript").focus()
    await story.press("enter")
    await story.sees("C: AUTH PLAIN")


@pytest.mark.parametrize("seed", range(8))
async def test_an_open_transcript_follows_a_probe_whenever_it_is_drawn(opened: Open, seed: int) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        _draw_at_any_moment(story, seed)
        await _read(story)
        workspace.sessions.hold = asyncio.Event()
        await story.press("ctrl+r")
        await story.until(lambda: _ends(story))
        assert story.focused == "transcript"


@asynccontextmanager
async def _opened_while_it_grows(opened: Open) -> AsyncIterator[tuple[Story, asyncio.Event]]:
    """A transcript of which the report is still to come, and what lets it come."""
    workspace = StillWorkspace()
    workspace.sessions.hold = asyncio.Event()
    async with opened(workspace) as story:
        await story.press("ctrl+r")
        await story.sees("▸ transcript, 14 lines")
        story.screen.query_one("#probe #transcript").focus()
        await story.press("enter")
        await story.until(lambda: _ends(story))
        yield story, workspace.sessions.hold


async def test_a_transcript_that_is_opened_while_it_grows_is_followed(opened: Open) -> None:
    async with _opened_while_it_grows(opened) as (story, report):
        report.set()
        await story.sees("▾ transcript, 16 lines")
        await story.sees("C: QUIT")


async def test_a_transcript_that_was_scrolled_away_from_leaves_the_reader_where_he_is(opened: Open) -> None:
    async with _opened_while_it_grows(opened) as (story, report):
        await story.press("home")
        await story.sees("trying")
        report.set()
        await story.sees("ruled out")
        assert "✘ Gmail wants an app password" in story.seen


async def test_a_closed_transcript_leaves_the_focus_to_the_verdict(opened: Open) -> None:
    async with opened() as story:
        await _read(story)
        await story.press("enter")
        await story.sees("▸ transcript")
        await story.press("ctrl+r")
        await story.sees("ruled out")
        assert type(story.app.focused).__name__ == "Verdict"
