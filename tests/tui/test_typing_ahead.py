"""A slow line delivers several keys in one piece."""

from textual import events

from tests.tui.conftest import Open


async def test_what_is_typed_behind_a_tab_goes_into_the_next_field(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_address")
        for key, character in (("tab", None), *((letter, letter) for letter in "Quux")):
            story.app.post_message(events.Key(key, character))
        await story.pilot.pause()
        await story.sees("From name")
        line = next(line for line in story.seen.splitlines() if "From name" in line)
    assert "Quux" in line


async def test_what_is_typed_behind_the_switchers_key_goes_into_the_switcher(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        for key in ("ctrl+t", "f", "r", "e", "d", "enter"):
            story.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await story.sees("smtptui staging")
        assert story.app.desk.unsaved == []
