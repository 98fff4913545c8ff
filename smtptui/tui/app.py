"""The full-screen app. This file wires; screens hold widgets, and what they do lives in `smtptui.core`."""

import os
import sys
import traceback
from collections.abc import Sequence
from typing import ClassVar

from rich.console import RenderableType
from rich.text import Text
from textual import on, work
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.binding import Binding, BindingType
from textual.events import Event, InputEvent, Resize
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from smtptui.core.workspace import Workspace, sandbox_workspace
from smtptui.secret import Redactor
from smtptui.tui import alphabet, groups, theme
from smtptui.tui.alphabet import Alphabet, Spelled
from smtptui.tui.desk import Desk
from smtptui.tui.leaving import INTERRUPTED, LEAVING, UNKNOWN_OUTCOME, end_sessions
from smtptui.tui.painted import OnlyChanges, Painted
from smtptui.tui.screens.main import MainScreen
from smtptui.tui.screens.profile_actions import ProfileActions
from smtptui.tui.terminal import Terminal, is_too_small

_NO_COLOUR = NoColor()


class SmtptuiApp(App[None]):
    """One desk at a time; its workspace was opened by whoever made it."""

    TITLE = "smtptui"
    ENABLE_COMMAND_PALETTE = False
    # Before the focused field sees them: a slow line delivers several keys at once, and what is typed behind a Tab
    # would otherwise still go into the field before it, a secret into one that shows it.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "focus_next", show=False, priority=True),
        Binding("shift+tab", "focus_previous", show=False, priority=True),
        Binding("ctrl+z", "suspend_process", show=False, id="suspend"),
    ]
    CSS_PATH = "app.tcss"

    def __init__(self, desk: Desk, at: str | None = None) -> None:
        letters = alphabet.fitting(os.environ)
        self._spelled = None if letters is Alphabet.UNICODE else Spelled(letters)
        super().__init__(driver_class=Terminal)
        self.desk = desk
        # An action of the main screen to begin with.
        self._at = at
        self._sandbox: Workspace | None = None
        self._painted = Painted()
        self._is_leaving = False
        # Nothing moves by itself: a slow line would pay for every frame.
        self.animation_level = "none"
        for known in theme.THEMES:
            self.register_theme(known)
        wanted = desk.shelf.ui.get("theme")
        self.theme = theme.fitting(self.console.color_system, no_color=self.no_color, wanted=str(wanted))
        self.set_keymap(dict(desk.shelf.keys))

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first one that is drawn."""
        return MainScreen(self.desk)

    def on_mount(self) -> None:
        """Go where it is to begin. Back from the shell (Ctrl-Z, fg), the terminal is blank: draw everything."""
        self.app_resume_signal.subscribe(self, lambda _: self._draw_everything())
        if self._at is not None:
            self.call_after_refresh(self.main_screen.run_action, self._at)

    def _draw_everything(self) -> None:
        self._painted.forget()
        self.refresh(layout=True)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write what changed and no more; Textual would write every widget that something moved or changed in."""
        if isinstance(renderable, CompositorUpdate):
            renderable = OnlyChanges(renderable, self._painted, self.size)
        super()._display(screen, renderable)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours that are no theme's own."""
        return groups.colours(self.current_theme)

    def get_key_display(self, binding: Binding) -> str:
        """`^R`, `F1`, `esc`."""
        display = super().get_key_display(binding)
        display = display.upper() if display.startswith("^") or display[1:].isdigit() else display
        return alphabet.KEY_NAMES.get(display, display) if self._spelled else display

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With NO_COLOR no colour at all: Textual would turn them into greys, and ours for 16 colours into black."""
        filters = [_NO_COLOUR if isinstance(one, Monochrome) else one for one in super().get_line_filters()]
        return [*filters, self._spelled] if self._spelled else filters

    @work(exclusive=True, group=LEAVING)
    async def action_quit(self) -> None:  # type: ignore[override]
        """Quit, after asking where something would be lost."""
        if await self.main_screen.may_quit():
            await self.main_screen.drop_drafts()
            await self._end(0)

    @on(Terminal.Lost)
    def leave(self) -> None:
        """End without asking: nobody is there to answer."""
        if not self._is_leaving:
            self._is_leaving = True
            self.run_worker(self._leave(), group=LEAVING)

    async def _leave(self) -> None:
        for screen in self._main_screens:
            await screen.keep_drafts_at_once()
        await self._end(INTERRUPTED)

    async def _end(self, return_code: int) -> None:
        in_doubt = await end_sessions(list(self.workers), [screen.desk for screen in self._main_screens])
        self.exit(return_code=UNKNOWN_OUTCOME if in_doubt else return_code)

    async def on_event(self, event: Event) -> None:
        """Keys that were typed before the end, and are read only now, go nowhere: no room can be opened any more."""
        if not (self._exit and isinstance(event, InputEvent)):
            await super().on_event(event)

    def on_resize(self, event: Resize) -> None:
        """Where nothing fits, say so, and draw nothing broken."""
        # A resize may still arrive when the last screen has gone.
        if not self.screen_stack or not is_too_small(event.size):
            return
        from smtptui.tui.dialogs.too_small import TooSmall

        if not any(isinstance(one, TooSmall) for one in self.screen_stack):
            self.push_screen(TooSmall())

    @property
    def _main_screens(self) -> list[MainScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, MainScreen)]

    @property
    def main_screen(self) -> MainScreen:
        """The main screen in use: the sandbox's lies over the one that it was opened from."""
        return self._main_screens[-1]

    @on(ProfileActions.SandboxWanted)
    async def _open_sandbox(self) -> None:
        self._sandbox = sandbox_workspace()
        await self._sandbox.open()
        self.desk = Desk(self._sandbox)
        self.desk.load()
        await self.push_screen(MainScreen(self.desk))

    async def on_unmount(self) -> None:
        """The sandbox that was opened from here ends here."""
        if self._sandbox is not None:
            await self._sandbox.close()

    def _fatal_error(self) -> None:
        """Say what broke without the values of any variable: one of them may be a secret."""
        if self._exit_renderables:
            return
        redact = Redactor(one.draft.secret for one in self.desk.opened)
        lines = [line for line in traceback.format_exception(sys.exception()) if not line.startswith("    ")]
        self.panic(Text(redact("".join(lines)).rstrip() + f"\nThis is a defect of smtptui. {self._fate_of_drafts}"))

    @property
    def _fate_of_drafts(self) -> str:
        if self.desk.workspace.banner is not None:
            return "What was typed is lost."
        return "What was typed comes back at the next start, without secrets."
