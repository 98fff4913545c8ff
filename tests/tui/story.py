"""What a test or a picture does with the app: press keys, type, wait, look."""

import asyncio
from collections.abc import Callable

from textual import events
from textual.message import Message
from textual.pilot import Pilot

from smtptui.tui.app import SmtptuiApp
from smtptui.tui.screens.main import MainScreen
from smtptui.tui.widgets.settings_pane import SettingsPane
from tests.tui.settled import settled

_LOOK_EVERY_S = 0.01
_CHARACTERS = {"question_mark": "?", "space": " "}
_KEYS = {"@": "at", ".": "full_stop", " ": "space", "-": "minus", ":": "colon", "/": "slash", "_": "underscore"}


class Story:
    """What a test does with the app: press keys, type, wait, look."""

    def __init__(self, app: SmtptuiApp, pilot: Pilot[None], listeners: list[Callable[[Message], None]]) -> None:
        self.app = app
        self.pilot = pilot
        self._listeners = listeners

    def listen(self, listener: Callable[[Message], None]) -> None:
        """Show every message that arrives anywhere in the app."""
        self._listeners.append(listener)

    @property
    def screen(self) -> MainScreen:
        """The main screen, whatever stands over it."""
        return self.app.main_screen

    async def press(self, *keys: str) -> None:
        """Press these keys one after the other."""
        for key in keys:
            self.app.post_message(events.Key(key, _CHARACTERS.get(key, key if len(key) == 1 else None)))
            await self.settle()

    async def type(self, text: str) -> None:
        """Type letter by letter, as fast as a terminal sends what is typed ahead."""
        for letter in text:
            self.app.post_message(events.Key(_KEYS.get(letter, letter), letter))
        await self.settle()

    async def go_to(self, field: str) -> None:
        """Put the focus on a field of the form."""
        self.screen.query_one(SettingsPane).focus_field(field)
        await self.settle()
        assert self.focused == field

    async def open(self, name: str) -> None:
        """Open a saved profile."""
        await self.screen.show_profile(self.app.desk.open(name))
        await self.settle()

    async def settle(self) -> None:
        """Wait until all that was done so far has had its effect."""
        await settled(self.app)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        await self.settle()
        async with asyncio.timeout(60):
            while not condition():
                # A timer, a thread or a peer is waited for.
                await asyncio.sleep(_LOOK_EVERY_S)
                await self.settle()

    async def until_still(self, drawn: list[object]) -> None:
        """Wait until nothing more is drawn of what was done so far, and leave `drawn` empty."""
        rounds_without = 0
        async with asyncio.timeout(60):
            while rounds_without < 5:
                drawn.clear()
                await asyncio.sleep(_LOOK_EVERY_S)
                await self.settle()
                rounds_without = 0 if drawn else rounds_without + 1

    async def sees(self, text: str) -> None:
        """Wait until this stands on the screen."""
        try:
            await self.until(lambda: text in self.seen)
        except TimeoutError:
            raise AssertionError(f"{text!r} is not on the screen:\n{self.seen}") from None

    @property
    def seen(self) -> str:
        """Everything on the screen, line by line, runs of blanks as one."""
        lines = (strip.text for strip in self.app.screen._compositor.render_strips())
        return "\n".join(" ".join(line.split()) for line in lines)

    @property
    def focused(self) -> str | None:
        """The id of the widget with the focus."""
        return self.app.focused.id if self.app.focused else None
