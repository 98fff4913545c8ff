"""A slow line delivers several keys in one piece."""

import pytest
from textual import events

from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open


@pytest.mark.parametrize(
    ("start", "keys", "typed"),
    [
        (Field.FROM_ADDRESS, ("tab",), Field.FROM_NAME),
        (Field.FROM_ADDRESS, ("down",), Field.FROM_NAME),
        (Field.FROM_ADDRESS, ("down", "down"), Field.TO_ADDRESS),
        (Field.TO_ADDRESS, ("up", "up", "down"), Field.FROM_NAME),
    ],
)
async def test_what_is_typed_behind_a_key_goes_into_the_field_that_the_key_leads_to(
    opened: Open, start: Field, keys: tuple[str, ...], typed: Field
) -> None:
    async with opened() as story:
        await story.go_to(start.value)
        for key in (*keys, *"Quux"):
            story.app.post_message(events.Key(key, key if len(key) == 1 else None))
        current = story.app.desk.current
        assert current is not None
        await story.until(lambda: any("Quux" in text for text in current.kept().typed.values()))
        saved = story.app.desk.shelf.profiles["darrensnet"]
        assert current.kept().typed == {typed.value: f"{getattr(saved, typed.value)}Quux"}


async def test_what_is_typed_behind_the_switchers_key_goes_into_the_switcher(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        for key in ("ctrl+t", "f", "r", "e", "d", "enter"):
            story.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await story.sees("smtptui staging")
        assert story.app.desk.unsaved == []


async def test_enter_takes_what_the_keys_before_it_left_in_the_filter(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        for key in ("ctrl+t", *"fredx", "backspace", "enter"):
            story.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await story.sees("smtptui staging")
