"""Every key that a footer shows is pressed, and something is seen to happen."""

import importlib
import pkgutil
from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import dataclass

import pytest
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from smtptui.tui import dialogs, rooms, screens
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.dialogs.found import FoundDialog
from smtptui.tui.dialogs.page import PageDialog
from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.dialogs.pick_or_type import PickOrTypeDialog
from smtptui.tui.screens.layout import Layout
from smtptui.tui.screens.relay import RelayScreen
from smtptui.tui.widgets.key_bar import KeyBar
from tests.tui import relay_scenes
from tests.tui.conftest import NARROW, WIDE, Open
from tests.tui.scenes import SCENES, Play
from tests.tui.still.relay import StillRelay
from tests.tui.still_workspace import StillWorkspace
from tests.tui.story import Story

_BASES = (ModalScreen, Dialog, PageDialog, FoundDialog, PickDialog, PickOrTypeDialog, *RelayScreen.__mro__[1:])
_SCENES = {scene.name: scene for scene in reversed(SCENES)}


@dataclass(frozen=True)
class Place:
    """Where keys are shown: a room or a dialog, and the way there."""

    name: str
    play: Play
    workspace: Callable[[], StillWorkspace] = StillWorkspace
    size: tuple[int, int] = NARROW
    # What a key did there cannot be gone back from.
    once: bool = False


def _of_scene(place: str, scene: str, *, once: bool = False) -> Place:
    return Place(place, _SCENES[scene].play, _SCENES[scene].workspace, once=once)


def _by_keys(place: str, *keys: str) -> Place:
    async def play(story: Story) -> None:
        await story.press(*keys)

    return Place(place, play)


async def _list(story: Story) -> None:
    await story.press("f2")
    story.screen.query_one("#profiles").focus()
    # On the profile that is open already, Enter has nothing to do.
    await story.press("down")


async def _more(story: Story) -> None:
    await story.press("f2")
    story.screen.query_one("MoreLine").focus()


async def _inbox(story: Story) -> None:
    await story.press("f6", "h")
    await story.sees("Message-ID")


async def _group(story: Story) -> None:
    await _list(story)
    await story.press("g")


async def _import(story: Story) -> None:
    await _list(story)
    await story.press("i")


async def _instance(story: Story) -> None:
    await _relay(story)
    await story.press("i")
    await story.sees("which Postfix?")


async def _report(story: Story) -> None:
    await _SCENES["probe-failed"].play(story)
    await story.press("w")


async def _relay(story: Story) -> None:
    """With what the last key may have taken away."""
    full = relay_scenes.full().relay
    assert isinstance(full, StillRelay)
    assert isinstance(story.app.desk.workspace.relay, StillRelay)
    story.app.desk.workspace.relay.messages = full.messages
    await relay_scenes.grown(story)


async def _relay_below_held(story: Story) -> None:
    await _relay(story)
    await story.press("down")


PLACES = (
    _of_scene("Settings", "first-run"),
    Place("Settings", _more),
    _of_scene("Settings", "form", once=True),
    Place("Settings", _list, size=WIDE),
    _of_scene("Probe", "probe-failed"),
    _of_scene("Probe", "probe-running"),
    _of_scene("Probe", "fix-offered", once=True),
    _of_scene("Probe", "transcript"),
    _of_scene("Send", "send-accepted"),
    _of_scene("Send", "send-several"),
    _of_scene("History", "history"),
    Place("Inbox", _inbox, _SCENES["inbox"].workspace),
    _of_scene("Inbox", "inbox", once=True),
    _of_scene("Export", "export-shown", once=True),
    _of_scene("FormatPicker", "formats", once=True),
    _of_scene("ProbeAllScreen", "probe-all"),
    Place("RelayScreen", _relay, relay_scenes.full),
    Place("RelayScreen", _relay_below_held, relay_scenes.full),
    _of_scene("Switcher", "switcher"),
    _of_scene("ProviderPicker", "providers"),
    _of_scene("PasteDialog", "paste"),
    _of_scene("ConflictDialog", "conflict"),
    _of_scene("PastDialog", "past-session"),
    _of_scene("HelpDialog", "help"),
    _of_scene("ReadingDialog", "relay-message"),
    _of_scene("Palette", "actions"),
    _of_scene("ConfirmDialog", "quit"),
    _by_keys("GlossaryDialog", "f10"),
    _by_keys("HistoryFilter", "f5", "f"),
    Place("InstancePicker", _instance, relay_scenes.full),
    Place("GroupPicker", _group, size=WIDE),
    Place("ImportDialog", _import, size=WIDE),
    Place("AskDialog", _report),
)


def _over_the_rooms() -> Iterator[str]:
    for folder in (dialogs, screens):
        for module in pkgutil.iter_modules(folder.__path__):
            for one in vars(importlib.import_module(f"{folder.__name__}.{module.name}")).values():
                if isinstance(one, type) and issubclass(one, Screen) and not (issubclass(one, Layout) or one in _BASES):
                    yield one.__name__


def test_no_room_and_nothing_over_it_is_left_out() -> None:
    # That the window is too small is said without a key: it goes away with a larger one.
    there = {*_over_the_rooms(), rooms.SETTINGS, *rooms.BESIDE} - {"TooSmall"}
    assert there == {place.name for place in PLACES}


@pytest.mark.parametrize("name", dict.fromkeys(place.name for place in PLACES))
async def test_every_key_that_is_shown_does_something(opened: Open, name: str) -> None:
    pressed: set[str] = set()
    for place in PLACES:
        while place.name == name and await _press_next(opened, place, pressed):
            pass
    assert pressed


async def _press_next(opened: Open, place: Place, pressed: set[str]) -> bool:
    """Press what is shown and was not pressed, in one app as long as that goes on; whether something may be left."""
    async with opened(place.workspace(), size=place.size) as story:
        async for _ in _visits(story, place):
            await _is_still(story)
            left = {what: how for what, how in _shown(story).items() if what not in pressed}
            if not left:
                return False
            what, how = next(iter(left.items()))
            pressed.add(what)
            await _does_something(story, *how)
    return True


async def _visits(story: Story, place: Place) -> AsyncGenerator[None, None]:
    """The place again and again, as long as the app can go on from what the last key did."""
    while story.app.screen is story.screen and not story.app._exit:
        # What the last key was answered with may cover what the way there waits for.
        story.app.clear_notifications()
        await place.play(story)
        assert place.name in (story.screen._section, type(story.app.screen).__name__)
        yield
        if place.once:
            return
        for _ in range(3):
            if not story.app._exit and story.app.screen is not story.screen:
                await story.press("escape")


def _shown(story: Story) -> dict[str, tuple[Widget | None, str]]:
    """What the footer offers, from each kind of widget: where the focus has to be, and the key."""
    screen = story.app.screen
    before = story.app.focused
    others = {type(widget): widget for widget in reversed(screen.focus_chain)}
    found: dict[str, tuple[Widget | None, str]] = {}
    for widget in (before, *others.values()):
        screen.set_focus(widget)
        screen.query_one(KeyBar)._read()
        for key, _, words in screen.query_one(KeyBar)._keys:
            active = screen.active_bindings[key]
            found.setdefault(f"{type(active.node).__name__} {active.binding.action} {words}", (widget, key))
    screen.set_focus(before)
    return found


async def _does_something(story: Story, focused: Widget | None, key: str) -> None:
    story.app.screen.set_focus(focused)
    story.app.clear_notifications()
    await _is_still(story)
    before = _state(story)
    await story.press(key)
    try:
        await story.until(lambda: story.app._exit or _state(story) != before)
    except TimeoutError:
        raise AssertionError(f"{key} changes nothing:\n{story.seen}") from None


async def _is_still(story: Story) -> None:
    """Until what runs beside the keys has been drawn."""
    before: object = None
    while before != (before := _state(story)):
        await story.settle()


def _state(story: Story) -> object:
    """Everything that a key can change and an operator can see, now or when he pastes."""
    focused, workspace = story.app.focused, story.app.desk.workspace
    assert isinstance(workspace, StillWorkspace)
    return len(workspace.sessions.typed), story.seen, id(focused), len(story.app.screen_stack), story.app.clipboard
