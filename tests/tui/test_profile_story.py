"""An operator saves, switches, makes and deletes profiles."""

from smtptui.errors import SecretError
from smtptui.model.profile import Profile
from smtptui.secret import Secret
from smtptui.tui.form.fields import Field
from smtptui.tui.screens.main import MainScreen
from tests.tui.conftest import Open
from tests.tui.still.secrets import StillSecrets
from tests.tui.still_workspace import PROFILES, StillWorkspace


async def test_saving_writes_what_was_typed(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.press("ctrl+s")
        await story.sees("saved darrensnet")
        assert workspace.profiles.saved["darrensnet"].from_name == "Darren's social network!"
        assert "unsaved" not in story.seen


async def test_saving_puts_the_typed_secret_into_the_keyring_and_empties_the_field(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to(Field.SECRET.value)
        await story.type("hunter2")
        await story.press("ctrl+s")
        await story.sees("saved darrensnet")
        assert workspace.secrets.kept == {"darrensnet": Secret("hunter2")}
        assert "stored; type to replace" in story.seen


async def test_a_secret_that_cannot_be_stored_stays_in_the_field(opened: Open) -> None:
    class Locked(StillSecrets):
        async def keep(self, profile: Profile, secret: Secret) -> None:
            raise SecretError("the keyring is locked", "unlock it")

    workspace = StillWorkspace()
    workspace.secrets = Locked()
    async with opened(workspace) as story:
        await story.go_to(Field.SECRET.value)
        await story.type("hunter2")
        await story.press("ctrl+s")
        await story.sees("the keyring is locked")
        assert "•••••••" in story.seen
        assert "● unsaved" in story.seen


async def conflicting(changed: str) -> StillWorkspace:
    """Somebody else changed From name while the form was open."""
    workspace = StillWorkspace()
    theirs = PROFILES[0]._replace(from_name=changed, to_address="them@example.com")
    workspace.profiles.saved["darrensnet"] = theirs
    workspace.profiles.changed_by_others = [("profiles.darrensnet.from_name", f'"{changed}"', '"mine"')]
    return workspace


async def test_a_conflict_shows_both_values_and_keeps_mine(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.press("ctrl+u")
        await story.type("mine")
        changed = await conflicting("theirs")
        workspace.profiles.saved, workspace.profiles.changed_by_others = (
            changed.profiles.saved,
            changed.profiles.changed_by_others,
        )
        await story.press("ctrl+s")
        await story.sees("config.toml was changed meanwhile")
        assert 'theirs "theirs"' in story.seen
        assert '● mine "mine"' in story.seen
        await story.press("m")
        await story.sees("saved darrensnet")
        saved = workspace.profiles.saved["darrensnet"]
        # What only they changed is kept as well.
        assert (saved.from_name, saved.to_address) == ("mine", "them@example.com")


async def test_a_conflict_can_be_settled_with_their_value(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.press("ctrl+u")
        await story.type("mine")
        changed = await conflicting("theirs")
        workspace.profiles.saved, workspace.profiles.changed_by_others = (
            changed.profiles.saved,
            changed.profiles.changed_by_others,
        )
        await story.press("ctrl+s")
        await story.sees("config.toml was changed meanwhile")
        await story.press("t")
        await story.sees("saved darrensnet")
        assert workspace.profiles.saved["darrensnet"].from_name == "theirs"


async def test_leaving_a_conflict_writes_nothing_and_loses_nothing(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.go_to("from_name")
        await story.type("!")
        workspace.profiles.changed_by_others = [("profiles.darrensnet.from_name", '"a"', '"b"')]
        await story.press("ctrl+s")
        await story.sees("config.toml was changed meanwhile")
        await story.press("escape")
        await story.sees("Darren's social network!")
        assert workspace.profiles.saved["darrensnet"].from_name == "Darren's social network"
        assert "● unsaved" in story.seen


async def test_the_switcher_finds_by_some_letters_and_enter_opens(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+t")
        await story.sees("switch to")
        await story.type("fred gm")
        await story.press("enter")
        await story.sees("smtptui staging · Gmail · staging 2 of 4")


async def test_the_switcher_makes_active(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("ctrl+t")
        await story.type("relay")
        await story.press("ctrl+a")
        await story.sees("smtptui relay ★")
        assert workspace.profiles.active == "relay"


async def test_the_last_used_profile_comes_first_in_the_switcher(opened: Open) -> None:
    async with opened() as story:
        await story.open("tokens")
        await story.press("ctrl+t")
        await story.sees("switch to")
        lines = [line for line in story.seen.splitlines() if "postmark" in line or "AKIA" in line or " ses " in line]
        assert "tokens" in lines[0]


async def test_letters_that_fit_nothing_are_said(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+t")
        await story.type("zzz")
        await story.sees("nothing has these letters")
        await story.press("enter")
        assert "nothing has these letters" in story.seen
        await story.press("escape")
        await story.until(lambda: isinstance(story.app.screen, MainScreen))


async def test_a_new_profile_begins_with_its_provider(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("f7")
        await story.sees("who takes your mail?")
        await story.type("gmail")
        await story.press("enter")
        await story.sees("Profile name")
        await story.until(lambda: story.focused == "name")
        await story.press("ctrl+u")
        await story.type("mine")
        await story.go_to("username")
        await story.type("fred@gmail.com")
        await story.press("ctrl+s")
        await story.sees("saved mine")
        assert workspace.profiles.saved["mine"].username == "fred@gmail.com"


async def test_a_new_form_says_nothing_about_fields_that_nobody_touched(opened: Open) -> None:
    async with opened() as story:
        await story.press("f7")
        await story.type("gmail")
        await story.press("enter")
        await story.sees("Profile name")
        assert "▲" not in story.seen
        assert "✘" not in story.seen


async def test_a_copy_gets_a_name_of_its_own(opened: Open) -> None:
    async with opened() as story:
        await story.press("f8")
        await story.sees("smtptui darrensnet-2")
        assert "AKIAIOSFODNN7EXAMPLE" in story.seen


async def test_deleting_asks_first(opened: Open) -> None:
    workspace = StillWorkspace()
    async with opened(workspace) as story:
        await story.press("f9")
        await story.sees("delete darrensnet?")
        await story.press("escape")
        await story.until(lambda: "delete darrensnet?" not in story.seen)
        assert "darrensnet" in workspace.profiles.saved
        await story.press("f9")
        await story.sees("delete darrensnet?")
        await story.press("enter")
        await story.until(lambda: "darrensnet" not in workspace.profiles.saved)
        await story.sees("smtptui staging")


async def test_back_to_saved_throws_away_what_was_typed(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.press("ctrl+b")
        await story.sees("back to the saved darrensnet?")
        await story.press("enter")
        await story.until(lambda: "unsaved" not in story.seen)
        assert "network!" not in story.seen


async def test_without_profiles_there_are_choices(opened: Open) -> None:
    async with opened(StillWorkspace(())) as story:
        await story.sees("Does mail leave this machine?")
        await story.press("enter")
        await story.sees("who takes your mail?")
        await story.type("gmail")
        await story.press("enter")
        await story.sees("App password")


async def test_quitting_asks_only_when_something_would_be_lost(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.press("ctrl+q")
        await story.sees("darrensnet is not saved.")
        await story.press("escape")
        await story.until(lambda: "quit?" not in story.seen)
        await story.press("backspace", "ctrl+q")
        await story.until(lambda: not story.app.is_running)
