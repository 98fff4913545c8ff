"""An operator fills in a form."""

import asyncio

import pytest
from textual import events
from textual.await_remove import AwaitRemove

from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.tui.form.fields import Field
from smtptui.tui.widgets.field_row import FieldRow
from smtptui.tui.widgets.secret_field import SecretField
from smtptui.tui.widgets.settings_pane import SettingsPane
from smtptui.tui.widgets.text_field import TextField
from tests.tui.conftest import WIDE, Open
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story


async def paste(story: Story, text: str) -> None:
    """Paste into the field with the focus."""
    assert story.app.focused is not None
    story.app.focused.post_message(events.Paste(text))
    await story.settle()


async def test_the_form_has_the_providers_own_words(opened: Open) -> None:
    async with opened() as story:
        assert "SMTP user name AKIAIOSFODNN7EXAMPLE" in story.seen
        await story.open("staging")
        assert "App password" in story.seen
        assert "Region" not in story.seen


async def test_a_token_that_is_the_user_name_has_one_field(opened: Open) -> None:
    async with opened() as story:
        await story.open("tokens")
        await story.go_to("secret")
        await story.press("left")
        await story.sees("Server API token")
        assert "User name" not in story.seen


async def test_what_is_typed_is_marked_as_unsaved_and_survives_switching(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.sees("● unsaved")
        await story.open("staging")
        assert "unsaved" not in story.seen
        await story.open("darrensnet")
        assert "Darren's social network!" in story.seen
        assert "● unsaved" in story.seen


async def test_typing_it_back_is_no_longer_unsaved(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        await story.press("x")
        await story.sees("● unsaved")
        await story.press("backspace")
        await story.until(lambda: "unsaved" not in story.seen)


async def test_a_broken_address_is_said_beside_the_field(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("to_address")
        await story.type("@@")
        await story.sees("✘ has")
        await story.press("backspace", "backspace")
        await story.until(lambda: "✘" not in story.seen)


async def test_a_secret_is_masked_until_it_is_shown(opened: Open) -> None:
    async with opened() as story:
        await story.go_to(Field.SECRET.value)
        await story.type("hunter2")
        assert "hunter2" not in story.seen
        await story.sees("^\\ show")
        await story.press("ctrl+backslash")
        await story.sees("hunter2")
        await story.press("ctrl+backslash")
        await story.until(lambda: "hunter2" not in story.seen)


async def test_a_masked_secret_is_not_copied(opened: Open) -> None:
    async with opened() as story:
        await story.go_to(Field.SECRET.value)
        await story.type("hunter2")
        await story.press("shift+home", "ctrl+c", "ctrl+x")
        assert story.app.clipboard == ""
        assert story.screen.query_one(SecretField).value == "hunter2"


async def test_no_message_holds_the_secret(opened: Open) -> None:
    async with opened() as story:
        await story.go_to(Field.SECRET.value)
        seen: list[str] = []
        story.listen(lambda message: seen.append(repr(message)))
        await story.type("hunter2")
        await story.press("enter")
        assert any("Edited" in message for message in seen)
        assert not [message for message in seen if "hunter" in message]


async def test_the_blanks_of_a_pasted_app_password_go_with_a_notice(opened: Open) -> None:
    async with opened() as story:
        await story.open("staging")
        await story.go_to(Field.SECRET.value)
        await paste(story, " abcd efgh ijkl mnop\n")
        await story.until(lambda: story.app.desk.current is not None and bool(story.app.desk.current.draft.secret))
        current = story.app.desk.current
        assert current is not None
        assert current.draft.secret.reveal() == "abcdefghijklmnop"
        await story.sees("App password: the blanks in it were removed")


async def test_a_pasted_address_with_scheme_and_port_is_taken_apart(opened: Open) -> None:
    async with opened() as story:
        await story.open("relay")
        await story.go_to("host")
        await story.press("ctrl+u")
        await story.until(lambda: story.screen.query_one("#row-host TextField", TextField).value == "")
        await paste(story, "smtps://mail.example.org:465/")
        await story.sees("mail.example.org:465 TLS")
        current = story.app.desk.current
        assert current is not None
        assert (current.draft[Field.HOST], current.draft[Field.PORT]) == ("mail.example.org", "465")


async def test_more_opens_and_closes(opened: Open) -> None:
    async with opened() as story:
        assert "Fingerprint" not in story.seen
        story.screen.query_one("MoreLine").focus()
        await story.press("enter")
        await story.sees("Mechanism")
        await story.press("enter")
        await story.until(lambda: "Mechanism" not in story.seen)


async def test_the_place_of_the_secret_changes_which_field_there_is(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("secret")
        await story.press("enter")
        await story.sees("environment variable")
        await story.type("env")
        await story.press("enter")
        await story.sees("Variable")
        assert "SMTP password" not in story.seen
        await story.go_to("secret_argument")
        await story.type("SES_SECRET")
        current = story.app.desk.current
        assert current is not None
        assert current.draft.profile().secret == SecretSource(SecretKind.ENV, "SES_SECRET")


async def test_a_machine_without_keyring_is_named_before_anybody_types(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.secrets.problem = "no D-Bus session"
    async with opened(workspace) as story:
        await story.sees("✘ no keyring here: no D-Bus session")


async def test_another_provider_brings_another_form_and_keeps_what_was_typed(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("provider")
        await story.press("enter")
        await story.sees("who takes your mail?")
        await story.type("gm")
        await story.press("enter")
        await story.sees("Gmail address")
        assert "notifications@darrensnet.com" in story.seen
        assert "smtp.gmail.com:587 STARTTLS" in story.seen


async def test_an_address_finds_its_provider(opened: Open) -> None:
    async with opened() as story:
        await story.press("f7")
        await story.sees("who takes your mail?")
        await story.type("fred@googlemail.com")
        await story.sees("▸ Gmail")


async def test_an_iam_key_becomes_the_smtp_password(opened: Open) -> None:
    async with opened() as story:
        await story.go_to(Field.SECRET.value)
        await paste(story, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
        await story.sees("looks like an IAM secret key: ^] derives the SMTP")
        await story.press("ctrl+right_square_bracket")
        current = story.app.desk.current
        assert current is not None
        await story.until(lambda: len(current.draft.secret.reveal()) == 44)


async def test_the_field_with_the_focus_is_explained(opened: Open) -> None:
    async with opened() as story:
        await story.open("staging")
        await story.go_to(Field.SECRET.value)
        await story.sees("Sixteen letters that Google makes for one program.")
        assert "https://myaccount.google.com/apppasswords" in story.seen


async def test_enter_and_arrows_walk_through_the_form(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_address")
        await story.press("enter")
        assert story.focused == "from_name"
        await story.press("down")
        assert story.focused == "to_address"
        await story.press("up", "up")
        assert story.focused == "from_address"


async def test_at_120_columns_list_form_and_probe_stand_side_by_side(opened: Open) -> None:
    async with opened(size=WIDE) as story:
        assert "4 profiles" in story.seen
        assert "AKIAIOSFODNN7EXAMPLE" in story.seen
        assert "Nothing was tried yet" in story.seen


async def test_a_resize_folds_the_list_away_and_keeps_what_was_typed(opened: Open) -> None:
    async with opened(size=WIDE) as story:
        await story.go_to("from_name")
        await story.type("!")
        await story.pilot.resize_terminal(80, 24)
        await story.until(lambda: "4 profiles" not in story.seen)
        assert "Darren's social network!" in story.seen
        assert story.screen.query_one(SettingsPane).display


async def test_what_is_typed_just_before_the_form_is_made_anew_is_kept(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        field = story.screen.query_one("#row-from_name TextField", TextField)
        field.value = "typed at the last moment"
        await story.screen.form.rebuild()
        await story.sees("typed at the last moment")
        await story.sees("● unsaved")


async def test_a_form_whose_maker_is_cancelled_is_made_all_the_same(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as story:
        pane = story.screen.query_one(SettingsPane)
        before = len(pane.query(FieldRow))
        removing = asyncio.Event()
        remove_children = pane._scroll.remove_children

        def removed() -> AwaitRemove:
            removing.set()
            return remove_children()

        monkeypatch.setattr(pane._scroll, "remove_children", removed)
        worker = story.screen.run_worker(pane.rebuild())
        await removing.wait()
        worker.cancel()
        await story.until(lambda: worker.is_finished and len(pane.query(FieldRow)) == before)
        assert worker.is_cancelled
        await story.press("f3")
        await story.sees("Nothing was tried yet.")
