"""An operator deletes, moves, groups and renames profiles, and takes it back."""

from smtptui.core.workspace.own import OwnWorkspace
from tests.tui.conftest import WIDE, Open
from tests.tui.still_workspace import StillWorkspace
from tests.tui.test_own_workspace import CONFIG, workspace

__all__ = ["workspace"]


async def test_a_deleted_profile_comes_back_with_what_was_typed(opened: Open) -> None:
    still = StillWorkspace()
    async with opened(still) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.press("f9")
        await story.sees("delete darrensnet?")
        await story.press("enter")
        await story.sees("smtptui staging")
        await story.press("ctrl+underscore")
        await story.sees("undone: darrensnet deleted")
        await story.sees("Darren's social network!")
        assert next(iter(still.profiles.saved)) == "darrensnet"


async def test_a_profile_that_was_never_saved_comes_back_too(opened: Open) -> None:
    async with opened() as story:
        await story.press("f8")
        await story.sees("smtptui darrensnet-2")
        await story.press("f9")
        await story.sees("It was never saved.")
        await story.press("enter")
        await story.until(lambda: not story.app.desk.new_profiles)
        await story.press("ctrl+underscore")
        await story.sees("smtptui darrensnet-2")


async def test_the_file_is_as_it_was_after_delete_and_undo(workspace: OwnWorkspace, opened: Open) -> None:
    path = workspace.profiles.configuration.path
    async with opened(workspace) as story:
        await story.press("f9")
        await story.sees("delete box?")
        await story.press("enter")
        await story.until(lambda: "[profiles.box]" not in path.read_text())
        # The app hears later than the file shows it.
        await story.sees("^_ undo")
        await story.press("ctrl+underscore")
        await story.sees("undone: box deleted")
    assert path.read_text() == CONFIG


async def test_the_list_moves_a_profile_and_takes_it_back(opened: Open) -> None:
    still = StillWorkspace()
    async with opened(still, size=WIDE) as story:
        story.screen.query_one("#profiles").focus()
        await story.press("J")
        await story.sees("2 of 4")
        assert list(still.profiles.saved)[:2] == ["staging", "darrensnet"]
        await story.press("ctrl+underscore")
        await story.sees("undone: darrensnet moved down")
        assert list(still.profiles.saved)[:2] == ["darrensnet", "staging"]
        await story.press("K")
        await story.settle()
        assert list(still.profiles.saved)[:2] == ["darrensnet", "staging"]


async def test_a_group_is_chosen_or_typed(opened: Open) -> None:
    still = StillWorkspace()
    async with opened(still, size=WIDE) as story:
        story.screen.query_one("#profiles").focus()
        await story.press("g")
        await story.sees("no group")
        await story.type("night shift")
        await story.press("enter")
        await story.until(lambda: still.profiles.saved["darrensnet"].group == "night shift")
        await story.sees("Amazon SES · night shift")
        await story.press("ctrl+underscore")
        await story.until(lambda: still.profiles.saved["darrensnet"].group is None)
        assert story.app.desk.unsaved == []


async def test_renaming_leads_to_the_name(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+p")
        await story.type("rename")
        await story.press("enter")
        await story.until(lambda: story.focused == "name")
