"""Groups have a colour each, and their name beside it."""

import pytest
from textual.theme import Theme

from smtptui.tui import theme
from smtptui.tui.groups import colours, label
from tests.tui.conftest import WIDE, Open
from tests.tui.still_workspace import PROFILES, StillWorkspace
from tests.tui.test_app import contrast


@pytest.mark.parametrize("look", [one for one in theme.THEMES if not one.ansi], ids=lambda one: one.name)
def test_a_groups_colour_has_the_contrast_of_wcag_aa(look: Theme) -> None:
    for colour in colours(look).values():
        for background in (look.background, look.surface, look.panel):
            assert background is not None
            assert contrast(colour, background) >= 4.5, f"{colour} on {background}"


def test_the_operators_colour_stands_before_ours() -> None:
    ours, theirs = label("production", {}), label("production", {"groups": {"production": "red"}})
    assert ours.plain == theirs.plain == "▪ production"
    assert theirs.spans[0].style == "$text-error"
    assert label("production", {"groups": {"production": "mauve"}}) == ours
    assert label("production", {"groups": "red"}) == ours


def test_a_group_keeps_its_colour_from_start_to_start() -> None:
    assert label("staging", {}).spans[0].style == "$group-teal"


async def test_the_label_stands_in_the_list_and_in_the_switcher(opened: Open) -> None:
    async with opened(StillWorkspace(), size=WIDE) as story:
        await story.sees("staging ▪ staging")
        await story.press("ctrl+t")
        await story.sees("fred@gmail.com ▪ staging ✘ now")


async def test_in_forty_columns_a_name_goes_before_its_group(opened: Open) -> None:
    name = "newsletter-of-the-shop"
    workspace = StillWorkspace([PROFILES[0], PROFILES[1]._replace(name=name)], "darrensnet")
    async with opened(workspace, size=(40, 16)) as story:
        await story.press("ctrl+t")
        await story.sees("switch to")
        await story.sees(name)
        assert "▪ staging ✘" not in story.seen
