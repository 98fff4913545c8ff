"""What holds for the app as a whole."""

import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import Theme

from smtptui.tui import theme
from smtptui.tui.actions import ACTIONS
from tests.tui.conftest import Open
from tests.tui.still_workspace import StillWorkspace


def contrast(first: str, second: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in Color.parse(colour).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


COLOURED = [one for one in theme.THEMES if not one.ansi]


def least_contrast(colours: Theme) -> float:
    """WCAG asks 4.5 to 1 for AA and 7 to 1 for AAA (1.4.3 and 1.4.6)."""
    return 7.0 if "contrast" in colours.name else 4.5


def pairs(colours: Theme) -> Iterator[tuple[str, str]]:
    """Every text on every background that there is: plain, muted, outcomes, footer, cursor of a list, selection."""
    variables = colours.variables
    texts = [variables[f"text-{name}"] for name in ("muted", "disabled", "success", "warning", "error", "accent")]
    backgrounds = [str(one) for one in (colours.background, colours.surface, colours.panel)]
    yield from product([str(colours.foreground), *texts], backgrounds)
    yield variables["block-cursor-foreground"], variables["block-cursor-background"]
    yield variables["input-cursor-foreground"], variables["input-cursor-background"]
    selection, _, share = variables["input-selection-background"].partition(" ")
    for background in backgrounds[1:]:
        blended = Color.parse(background).blend(Color.parse(selection), int(share.rstrip("%")) / 100)
        yield str(colours.foreground), blended.hex


@pytest.mark.parametrize("colours", COLOURED, ids=lambda one: one.name)
def test_every_text_has_the_contrast_that_wcag_asks_for(colours: Theme) -> None:
    weak = {pair: round(contrast(*pair), 2) for pair in pairs(colours) if contrast(*pair) < least_contrast(colours)}
    assert weak == {}


@pytest.mark.parametrize("colours", COLOURED, ids=lambda one: one.name)
def test_the_frame_of_what_has_the_focus_is_seen(colours: Theme) -> None:
    # WCAG 2.2, 1.4.11: what is no text needs 3 to 1.
    assert contrast(colours.variables["border"], str(colours.background)) >= 3


def test_there_is_a_name_for_every_theme() -> None:
    assert sorted(theme.NAMES.values()) == sorted(one.name for one in theme.THEMES)


def test_no_colour_stands_outside_the_theme() -> None:
    folder = Path(theme.__file__).parent
    sources = [
        path
        for path in folder.rglob("*")
        if path.suffix in (".py", ".tcss") and path.name not in ("theme.py", "groups.py")
    ]
    assert sources
    for path in sources:
        assert not re.findall(r"#[0-9a-fA-F]{6}\b|\brgb\(|: (?:red|green|blue|yellow|white|black)\b", path.read_text())


@pytest.mark.parametrize(
    ("colours", "no_color", "wanted", "name"),
    [
        ("truecolor", False, None, theme.DARK),
        ("256", False, None, theme.DARK),
        ("standard", False, None, theme.ANSI),
        (None, False, None, theme.ANSI),
        ("truecolor", True, None, theme.ANSI),
        ("standard", False, "light", theme.LIGHT),
        ("truecolor", False, "no such theme", theme.DARK),
    ],
)
def test_the_theme_fits_the_terminal(colours: str | None, no_color: bool, wanted: str | None, name: str) -> None:
    assert theme.fitting(colours, no_color=no_color, wanted=wanted) == name


async def test_the_next_theme_is_a_key_away(opened: Open) -> None:
    async with opened() as story:
        assert story.app.theme == theme.DARK
        await story.press("ctrl+y")
        assert story.app.theme == theme.LIGHT
        await story.press(*["ctrl+y"] * (len(theme.THEMES) - 1))
        assert story.app.theme == theme.DARK


async def test_every_action_has_a_key_a_palette_entry_and_a_method(opened: Open) -> None:
    async with opened(size=(80, 40)) as story:
        for action in ACTIONS:
            name = action.name.partition("(")[0]
            owner = story.app if name.startswith("app.") else story.screen
            assert hasattr(owner, f"action_{name.removeprefix('app.')}"), action.id
            assert action.key
        await story.press("ctrl+p")
        await story.sees("all actions")
        seen = story.seen
        for _ in range(3):
            await story.press("pagedown")
            seen += story.seen
        # What cannot be done now: the keys of History, Inbox and Export, fix and undo nothing, open the palette again,
        # read the inbox that only the sandbox has.
        missing = [action.id for action in ACTIONS if action.title not in seen]
        own = ["repeat", "filter", "clear_filter", "read_headers", "read_parts", "read_source"]
        export = ["write_export", "verify", "whole_file", "export_path", "target", "verify_real"]
        assert missing == [
            *own,
            *export,
            "fix",
            "undo",
            "palette",
            "report",
            "inbox",
            "other_ports",
            "search",
            "find_next",
            "find_back",
            "compare",
        ]


async def test_the_palette_does_what_was_chosen(opened: Open) -> None:
    async with opened() as story:
        await story.press("ctrl+p")
        await story.type("history")
        await story.press("enter")
        await story.sees("✔ send 2 min accepted")


async def test_help_shows_the_keys_and_the_words(opened: Open) -> None:
    async with opened(size=(80, 60)) as story:
        await story.go_to("username")
        await story.press("f1")
        await story.sees("Twenty characters that begin with AKIA.")
        await story.sees("^R Probe the values on the screen")
        await story.sees("w all words")
        # A letter that would only be typed into the field is no key here.
        assert "Export this profile" not in story.seen
        await story.press("escape")
        assert story.focused == "username"
        await story.press("f11", "f1")
        await story.sees("f Export this profile")


async def test_where_nothing_is_listed_nothing_is_offered_to_be_opened_or_repeated(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = StillWorkspace()
    monkeypatch.setattr(workspace.history, "_entries", list)
    async with opened(workspace) as story:
        await story.press("f5")
        await story.sees("nothing was tried or sent yet")
        await story.sees("f filter")
        assert "open" not in story.seen
        assert "repeat" not in story.seen


async def test_a_question_mark_is_help_where_nothing_is_typed(opened: Open) -> None:
    async with opened() as story:
        await story.press("question_mark")
        await story.sees("Help")


async def test_keys_are_remapped_in_the_configuration(opened: Open) -> None:
    workspace = StillWorkspace()
    workspace.profiles.keys = {"probe": "f12"}
    async with opened(workspace) as story:
        await story.sees("F12 probe")
        await story.press("f12")
        await story.sees("✘ Gmail wants an app password")


async def test_the_footer_fits_and_always_leads_to_help(opened: Open) -> None:
    async with opened(size=(40, 24)) as story:
        last = story.seen.splitlines()[-1]
        assert last.endswith("F1 help")
        assert last.startswith("⏎ choose")


async def test_a_click_on_a_section_and_on_a_key_works(opened: Open) -> None:
    async with opened() as story:
        await story.pilot.click("SectionBar", offset=(12, 0))
        await story.sees("Nothing was tried yet")
        await story.pilot.click("KeyBar", offset=(3, 0))
        await story.sees("✘ Gmail wants an app password")


async def test_an_idle_app_draws_nothing(opened: Open) -> None:
    async with opened() as story:
        await story.until(lambda: bool(story.screen.last_sessions))
        await story.settle()
        drawn: list[object] = []
        story.listen(lambda message: drawn.append(message))
        await story.pilot.pause(0.6)
        # A cursor that blinks would have posted by now.
        assert [message for message in drawn if type(message).__name__ in ("Timer", "Update", "Layout")] == []


CRASH = """
import asyncio
from smtptui.secret import Secret
from smtptui.tui.app import SmtptuiApp
from smtptui.tui.desk import Desk
from tests.tui.still.sessions import StillSessions
from tests.tui.still_workspace import StillWorkspace

class Broken(StillSessions):
    def probe(self, settings, typed, terminal):
        password = typed.reveal()
        raise RuntimeError(f"no use for {password}")

async def main():
    workspace = StillWorkspace()
    workspace.sessions = Broken()
    desk = Desk(workspace)
    desk.load()
    app = SmtptuiApp(desk)
    desk.current.draft.secret = Secret("hunter2-hunter2")
    async def press(pilot):
        await pilot.press("ctrl+r")
        await pilot.pause()
    await app.run_async(headless=True, auto_pilot=press)
    print("code", app.return_code)

asyncio.run(main())
"""


def test_a_crash_shows_no_variable_and_no_secret() -> None:
    process = subprocess.run([sys.executable, "-c", CRASH], capture_output=True, text=True, check=False, timeout=60)
    output = process.stdout + process.stderr
    assert "RuntimeError" in output
    assert "This is a defect of smtptui." in output
    assert "hunter2" not in output
    assert "password =" not in output
