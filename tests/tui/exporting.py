"""Exports in the app, for scenes and stories alike."""

from pathlib import Path

from smtptui.core.workspace.sandbox.exports import JOOMLA
from smtptui.store.text_file import TextFile
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story

CONFIGURATION = Path("/var/www/html/configuration.php")


def with_joomla() -> StillWorkspace:
    """A Joomla stands on this machine."""
    workspace = StillWorkspace()
    workspace.exports.files[CONFIGURATION] = TextFile(JOOMLA)
    return workspace


def with_broken_joomla() -> StillWorkspace:
    """And a quote is missing in its configuration."""
    workspace = with_joomla()
    workspace.exports.files[CONFIGURATION] = TextFile(JOOMLA.replace("'none'", "none'"))
    return workspace


async def look(story: Story) -> None:
    """What would change in it."""
    await story.open("staging")
    await story.press("f11")
    await story.sees("chooses a format")
    await story.press("f")
    await story.sees("export as")
    await story.type("joomla")
    await story.press("enter")
    await story.sees("stay byte for byte")


async def show(story: Story) -> None:
    """With the secret."""
    await look(story)
    await story.press("ctrl+backslash", "pagedown")
    await story.sees("a test value")


async def refuse(story: Story) -> None:
    """It cannot be read."""
    await story.open("staging")
    await story.press("f11", "f")
    await story.sees("export as")
    await story.type("joomla")
    await story.press("enter")
    await story.sees("✘ PHP")


async def write(story: Story) -> None:
    """It was written."""
    await look(story)
    await story.press("enter")
    await story.sees("holds it already")


async def formats(story: Story) -> None:
    """What there is to choose from."""
    await story.press("f11", "f")
    await story.sees("export as")
