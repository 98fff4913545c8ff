"""An operator pastes settings that stand somewhere else already."""

from textual import events
from textual.message import Message

from smtptui.tui.form.fields import Field
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story

BLOCK = (
    "MAIL_HOST=smtp.gmail.com\r\nMAIL_USERNAME=fred@gmail.com\r\nMAIL_PASSWORD=abcdefghijklmnop\r\nMAIL_FOO=hunter2\r\n"
)


async def paste(story: Story, text: str) -> None:
    """Paste, as a terminal does."""
    story.app.post_message(events.Paste(text))
    await story.settle()


def form_of(story: Story) -> dict[Field, str]:
    """What stands in the form, the secret included."""
    current = story.app.desk.current
    assert current is not None
    return {**current.draft.texts, Field.SECRET: current.draft.secret.reveal()}


async def test_the_third_choice_of_the_first_run_takes_pasted_settings_apart(opened: Open) -> None:
    async with opened(StillWorkspace(())) as story:
        await story.press("down", "down", "enter")
        await story.sees("paste settings")
        await paste(story, BLOCK)
        await story.sees("Gmail address fred@gmail.com")
        await story.sees("had no place: line 4, «MAIL_FOO»")
        assert "abcdefghijklmnop" not in story.seen
        await story.press("ctrl+s")
        await story.sees("● unsaved")
        form = form_of(story)
        assert (form[Field.PROVIDER], form[Field.USERNAME]) == ("gmail", "fred@gmail.com")
        assert form[Field.SECRET] == "abcdefghijklmnop"
        assert "abcdefghijklmnop" not in story.seen


async def test_settings_pasted_on_the_first_screen_open_the_same_dialog(opened: Open) -> None:
    async with opened(StillWorkspace(())) as story:
        await paste(story, BLOCK)
        await story.sees("Gmail address fred@gmail.com")
        await story.press("escape")
        await story.sees("Paste settings that you have")


async def test_a_block_pasted_into_one_field_is_not_pressed_into_it(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("from_name")
        await paste(story, BLOCK)
        await story.sees("paste settings")
        await story.press("ctrl+s")
        await story.sees("fred@gmail.com")
        assert form_of(story)[Field.NAME] == "gmail"
        await story.open("darrensnet")
        assert form_of(story)[Field.FROM_NAME] == "Darren's social network"


async def test_lines_pasted_into_one_field_are_joined_and_that_is_said(opened: Open) -> None:
    async with opened() as story:
        await story.go_to("to_address")
        await story.press("ctrl+u")
        await paste(story, "one\ntwo\n")
        await story.sees("Tests go to: 2 lines were pasted")
        assert form_of(story)[Field.TO_ADDRESS] == "one two"


async def test_the_secret_of_a_typed_url_is_masked_and_no_message_holds_it(opened: Open) -> None:
    async with opened() as story:
        seen: list[str] = []

        def listen(message: Message) -> None:
            seen.append(repr(message))

        await story.press("f12")
        await story.sees("paste settings")
        story.listen(listen)
        await paste(story, "smtp://fred:hunter2@relay.example.net")
        await story.sees("smtp://fred:•••••••@relay.example.net")
        await story.press("ctrl+a", "ctrl+c", "ctrl+s")
        await story.sees("● unsaved")
        assert story.app.clipboard == ""
        assert form_of(story)[Field.SECRET] == "hunter2"
        assert not [message for message in seen if "hunter2" in message and not message.startswith("Paste(")]


async def test_a_paste_without_settings_stays_where_it_is(opened: Open) -> None:
    async with opened() as story:
        await story.press("f12")
        await story.sees("paste settings")
        await paste(story, "Dear customer")
        await story.press("ctrl+s")
        await story.sees("no setting was found in it yet")
