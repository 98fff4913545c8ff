"""What a letter costs: its own line and what it finds are drawn, and nothing is laid out or made twice."""

from collections.abc import Awaitable, Callable

import pytest
from textual.geometry import Region

from smtptui.tui.form.fields import Field
from smtptui.tui.theme import THEMES
from smtptui.tui.widgets.found_list import FoundList
from tests.tui.conftest import Open
from tests.tui.story import Story


async def in_the_switcher(story: Story) -> None:
    """The filter has the keyboard."""
    await story.press("ctrl+t")
    await story.sees("switch to")


async def in_the_form(story: Story) -> None:
    """A field has the keyboard."""
    await story.go_to(Field.FROM_NAME.value)


@pytest.mark.parametrize("go", [in_the_switcher, in_the_form])
async def test_a_letter_lays_nothing_out(opened: Open, go: Callable[[Story], Awaitable[None]]) -> None:
    async with opened() as story:
        await go(story)
        # The first letter marks the profile as unsaved, or narrows the list.
        await story.type("a")
        laid_out: list[object] = []
        await story.until_still(laid_out)
        story.app.screen.screen_layout_refresh_signal.subscribe(story.app.screen, laid_out.append, immediate=True)
        await story.type("r")
        await story.sees("ar")
        assert laid_out == []


async def test_a_remembered_line_is_the_one_that_would_be_drawn_now(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+p")
        await story.sees("all actions")
        shown = story.app.screen.query_one(FoundList)
        for deed in ("s", "down", "theme", "e", "resize", "backspace", "up"):
            if deed == "theme":
                story.app.theme = THEMES[1].name
            elif deed == "resize":
                await story.pilot.resize_terminal(60, 14)
            else:
                await story.press(deed)
            await story.settle()
            everything = Region(0, 0, *shown.size)
            remembered = shown.render_lines(everything)
            shown._strips.clear()
            assert remembered == shown.render_lines(everything)
