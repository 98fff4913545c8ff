"""An operator writes a profile into the files of other programs, and sees before what would change."""

from collections.abc import Sequence

import pytest

from smtptui.core.workspace.exports import Choice
from smtptui.core.workspace.sandbox.exports import JOOMLA
from smtptui.errors import ConfigurationError
from smtptui.model.last_export import LastExport
from smtptui.secret import Secret
from smtptui.store.text_file import TextFile
from smtptui.tui.form.fields import Field
from tests.tui import exporting
from tests.tui.conftest import Open
from tests.tui.exporting import CONFIGURATION
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story


async def _choose(story: Story, name: str) -> None:
    await story.open("staging")
    await story.press("f11", "f")
    await story.sees("export as")
    await story.type(name)
    await story.press("enter")


async def test_what_is_written_is_what_the_preview_showed_and_nothing_before(opened: Open) -> None:
    workspace = exporting.with_joomla()
    async with opened(workspace) as story:
        await _choose(story, "joomla")
        await story.sees("stay byte for byte")
        assert workspace.exports.files[CONFIGURATION].text == JOOMLA
        await story.press("enter")
        await story.sees("written and read back")
        await story.sees("the file that is there holds it already")
        text = workspace.exports.files[CONFIGURATION].text
        assert "public $smtppass = 'a test value';" in text
        assert "\tpublic $sitename = 'Fred';" in text
        await story.press("v")
        await story.sees("what the profile holds")
        assert workspace.exports.used == [LastExport("joomla")]


async def test_the_secret_is_dots_until_it_is_shown_and_again_when_the_room_is_left(opened: Open) -> None:
    async with opened(exporting.with_joomla(), size=(80, 50)) as story:
        await exporting.look(story)
        await story.sees("$smtppass = '••••••••'")
        assert "a test value" not in story.seen
        await story.press("ctrl+backslash")
        await story.sees("$smtppass = 'a test value'")
        await story.press("escape", "f11")
        await story.sees("$smtppass = '••••••••'")


async def test_a_file_that_is_broken_is_refused_with_its_line(opened: Open) -> None:
    workspace = exporting.with_broken_joomla()
    async with opened(workspace) as story:
        await _choose(story, "joomla")
        await story.sees("line 17")
        await story.press("enter", "w")
        assert workspace.exports.files[CONFIGURATION].text.count("none'") == 1


async def test_a_secret_that_a_format_cannot_hold_is_refused_in_the_room(opened: Open) -> None:
    workspace = exporting.with_joomla()
    workspace.exports.kept = Secret("a'b\"c`d")
    async with opened(workspace) as story:
        await _choose(story, "node")
        await story.sees("✘ node-dotenv cannot hold the secret")


async def test_a_form_that_changed_is_looked_at_again_before_it_is_written(opened: Open) -> None:
    workspace = exporting.with_joomla()
    async with opened(workspace, size=(120, 36)) as story:
        await _choose(story, "joomla")
        await story.sees("saved profile")
        await story.go_to(Field.FROM_NAME.value)
        await story.type("dy")
        await story.sees("the form has changed since")
        await story.press("f11")
        await story.sees("values on the screen")
        await story.press("enter")
        await story.until(lambda: "'Freddy'" in workspace.exports.files[CONFIGURATION].text)


async def test_a_secret_is_fetched_once_for_one_visit(opened: Open) -> None:
    workspace = exporting.with_joomla()
    async with opened(workspace) as story:
        await _choose(story, "joomla")
        await story.sees("stay byte for byte")
        before = len(workspace.exports.fetched)
        await story.press("ctrl+backslash", "f")
        await story.sees("export as")
        await story.type("moodle")
        await story.press("enter")
        await story.sees("a new file")
        assert len(workspace.exports.fetched) == before


async def test_beside_another_room_no_secret_is_fetched_and_none_stays_shown(opened: Open) -> None:
    workspace = exporting.with_joomla()
    async with opened(workspace, size=(120, 36)) as story:
        await _choose(story, "joomla")
        await story.sees("••••••••")
        await story.press("ctrl+backslash")
        await story.sees("a test value")
        before = len(workspace.exports.fetched)
        await story.press("f2")
        await story.until(lambda: "a test value" not in story.seen)
        await story.open("darrensnet")
        assert len(workspace.exports.fetched) == before


async def test_a_secret_that_cannot_be_had_is_said_in_place(opened: Open) -> None:
    workspace = exporting.with_joomla()
    workspace.exports.kept = None
    async with opened(workspace) as story:
        await _choose(story, "joomla")
        await story.sees("✘ the keyring is locked")


async def test_a_file_that_would_lose_something_is_replaced_only_when_asked(opened: Open) -> None:
    workspace = exporting.with_joomla()
    path = next(iter(CONFIGURATION.parents)) / "smtp.txt"
    workspace.exports.files[path] = TextFile("# my own note\nSMTP_HOST=old.example\n")
    async with opened(workspace) as story:
        await _choose(story, "systemd")
        await story.sees("a new file")
        await story.press("e")
        await story.sees("the file to write")
        await story.press("ctrl+u")
        await story.type(str(path))
        await story.press("enter")
        await story.sees("holds more than is written")
        await story.press("w")
        await story.sees("replace it whole?")
        await story.press("escape")
        assert "my own note" in workspace.exports.files[path].text
        await story.press("w")
        await story.sees("replace it whole?")
        await story.press("enter")
        await story.sees("written and read back")
        assert "my own note" not in workspace.exports.files[path].text


async def test_a_deployment_that_is_none_keeps_no_format_back(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken() -> Sequence[Choice]:
        raise ConfigurationError("deployments.web has a key that is not known", "allowed: formats, profile")

    workspace = StillWorkspace()
    monkeypatch.setattr(workspace.exports, "deployments", broken)
    async with opened(workspace) as story:
        await story.press("f11", "a")
        await story.sees("deployments.web has a key that is not known")
        assert "names no deployment" not in story.seen
        await story.press("f")
        await story.sees("export as")


async def test_without_a_deployment_it_is_said_how_to_make_one(opened: Open) -> None:
    async with opened() as story:
        await story.press("f11", "a")
        await story.sees("names no deployment")
