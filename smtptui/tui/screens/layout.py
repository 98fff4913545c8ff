"""The main screen's shape: bars above and below, profiles at the left, rooms at the right."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen

from smtptui.errors import ConfigurationError
from smtptui.tui.actions import Action
from smtptui.tui.desk import Desk
from smtptui.tui.form.draft import DraftError
from smtptui.tui.form.fields import Field
from smtptui.tui.rooms import BESIDE, EXPORT, HISTORY, INBOX, PROBE, SEND, SETTINGS, Rooms
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.section_bar import SectionBar
from smtptui.tui.widgets.settings_pane import SettingsPane
from smtptui.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from smtptui.model.history import HistoryEntry
    from smtptui.tui.widgets.first_run import FirstRun
    from smtptui.tui.widgets.profile_pane import ProfilePane

# From here on the list of profiles stands at the left; from there on form and room stand side by side.
_LIST_COLUMNS, _SIDE_BY_SIDE_COLUMNS = 100, 116
# What form and room need beside each other, and the list at least.
_BOTH_COLUMNS, _NARROWEST_LIST = 96, 20


def list_columns(needed: int, width: int) -> int:
    """How wide the list of profiles stands: as its names need, up to a third; form and room come before it."""
    most = min(width // 3, width - _BOTH_COLUMNS) if width >= _SIDE_BY_SIDE_COLUMNS else width // 3
    return max(min(needed, most), _NARROWEST_LIST)


class Layout(Screen[None]):
    """Shows the desk's current profile; each room is made when it is first entered."""

    DEFAULT_CSS = """
    Layout {
        #body {
            height: 1fr;
        }
        #body > * {
            width: 1fr;
        }
        #rooms {
            width: 1fr;
        }
        #rooms > * {
            width: 7fr;
            height: 1fr;
        }
        #rooms > SettingsPane {
            width: 6fr;
        }
        #rooms > SettingsPane.narrow {
            max-width: 64;
        }
        .beside {
            border-left: vkey $panel;
        }
    }
    """
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.last_sessions: Mapping[str, HistoryEntry] = {}
        self._section = SETTINGS
        self._companion = PROBE
        self.form = SettingsPane(desk.current, desk.workspace.catalogue.provider_for)
        self.rooms = Rooms()
        self.first_run: FirstRun | None = None
        self._list: ProfilePane | None = None
        self._top_bar = TopBar()
        self._section_bar = SectionBar(self.sections, desk.workspace.banner)
        self._rooms = Horizontal(self.form, id="rooms")
        self._body = Horizontal(self._rooms, id="body")

    def compose(self) -> ComposeResult:
        """Bars, and the form alone: the other rooms come when they are wanted."""
        yield self._top_bar
        yield self._section_bar
        yield self._body
        yield KeyBar()

    async def on_mount(self) -> None:
        """The current profile's form, ready for keys."""
        await self.show_current()
        if self.desk.current is not None:
            self.form.focus_field()

    @property
    def sections(self) -> tuple[str, ...]:
        """The rooms there are: only the sandbox receives mail."""
        return (SETTINGS, PROBE, SEND, HISTORY, EXPORT, *((INBOX,) if self.desk.workspace.inbox else ()))

    @property
    def is_wide(self) -> bool:
        """Whether form and room stand side by side."""
        return self.size.width >= _SIDE_BY_SIDE_COLUMNS

    @property
    def now(self) -> datetime:
        """The clock that ages are counted from."""
        return self.desk.clock()

    async def show_current(self) -> None:
        """Put the current profile on the screen."""
        await self._swap_first_run()
        if self.desk.current is not None:
            await self.form.show(self.desk.current)
        await self.show_section(self._section, focus=False)
        self.show_state()

    async def _swap_first_run(self) -> None:
        """Words of welcome and choices, as long as there is no profile."""
        empty = self.desk.current is None
        self._section_bar.display = not empty
        if empty and self.first_run is None:
            from smtptui.tui.widgets.first_run import FirstRun

            self._section = SETTINGS
            for room in self._rooms.children:
                room.display = False
            self.first_run = FirstRun()
            await self._rooms.mount(self.first_run)
        elif not empty and self.first_run is not None:
            self.first_run.display = False
            # Not waited for: it would be cancelled with the one who waits, and the app, which waits as well, would end.
            self.first_run.remove()
            self.first_run = None

    async def show_section(self, section: str, *, focus: bool = True) -> None:
        """Enter a room."""
        if self.desk.current is None:
            return
        self._section = section
        self._companion = section if section != SETTINGS else self._companion
        # A room that is made while another is still seen would be drawn beside it for a moment.
        with self.app.batch_update():
            await self._arrange()
            self._section_bar.show(section)
            self.refresh_room()
        if focus:
            self._focus_room(section)

    async def _arrange(self) -> None:
        """Which rooms are seen, and whether the list of profiles is."""
        await self._arrange_list()
        shown = {self._section, self._companion} if self.is_wide else {self._section}
        shown |= {SETTINGS} if self.is_wide else set()
        for name in BESIDE:
            room = self.rooms.entered(name)
            if room is None and name in shown:
                room = self.rooms.made(name)
                await self._rooms.mount(room)
            if room is not None:
                room.display = name in shown
                room.set_class(self.is_wide, "beside")
        self.form.display = SETTINGS in shown
        self.form.set_class(self.is_wide, "narrow")

    async def _arrange_list(self) -> None:
        wanted = self.size.width >= _LIST_COLUMNS
        if wanted and self._list is None:
            from smtptui.tui.widgets.profile_pane import ProfilePane

            self._list = ProfilePane()
            await self._body.mount(self._list, before=0)
            self.show_list()
        if self._list is not None:
            self._list.display = wanted
        self._fit_list()

    def _fit_list(self) -> None:
        if self._list is not None:
            from smtptui.tui.profiles import columns_needed

            self._list.styles.width = list_columns(columns_needed(self.desk), self.size.width)

    def _focus_room(self, section: str) -> None:
        if section == SETTINGS:
            self.form.focus_field()
        elif section == SEND and self.rooms.send is not None:
            self.rooms.send.focus_first()
        elif (room := self.rooms.entered(section)) is not None:
            self.set_focus(next((widget for widget in room.query("*") if widget.focusable), None))

    def is_in(self, section: str) -> bool:
        """Whether this room is the one that was entered, and its keys are nobody else's."""
        room = self.rooms.entered(section)
        if self._section != section or room is None:
            return False
        return self.focused is None or room in self.focused.ancestors_with_self

    async def on_resize(self, event: Resize) -> None:
        """Another size may have room for more, or less."""
        if self.desk.current is not None and self.is_mounted:
            await self._arrange()

    def refresh_room(self) -> None:
        """Draw the current profile's sessions in the rooms that exist."""
        if self.rooms.probe is not None:
            self.rooms.probe.show(self.desk.current)
        if self.rooms.send is not None:
            self.rooms.send.show(self.desk.current)
        self.show_received()

    def show_received(self) -> None:
        """List what the workspace received, where that is on the screen."""
        received = self.desk.workspace.inbox
        if self.rooms.inbox is not None and received is not None:
            self.rooms.inbox.show(received.received())

    def show_state(self) -> None:
        """Top line, «More» line and list, after anything changed."""
        current = self.desk.current
        bar = self._top_bar
        if current is None:
            bar.show("no profile yet", "", "", unsaved=False, active=False)
            return
        name = current.draft.saved.name if current.draft.saved else None
        group = current.draft[Field.GROUP].strip()
        provider = f"{current.provider.title} · {group}" if group else current.provider.title
        active = name is not None and name == self.desk.shelf.active
        bar.show(current.title, provider, self.desk.place(), unsaved=current.draft.is_unsaved, active=active)
        self.form.show_summary(self._summary())

    def _summary(self) -> str:
        """Where the values on the screen lead."""
        if self.desk.current is None:
            return ""
        try:
            return str(self.desk.workspace.catalogue.resolve(self.desk.current.draft.profile()).endpoint)
        except (ConfigurationError, DraftError):
            return "host, port, security, mechanism …"

    async def go_where(self, action: str) -> None:
        """Enter the room that this action of the palette belongs to, where there is one."""

    def _is_possible(self, action: Action) -> bool:
        """Whether the palette offers it."""
        name, _, parameter = action.name.partition("('")
        return bool(self.check_action(name, (parameter.removesuffix("')"),) if parameter else ()))

    def show_list(self) -> None:
        """The profiles at the left."""
        if self._list is not None:
            from smtptui.tui.profiles import profile_lines

            saved = self.desk.current.draft.saved if self.desk.current else None
            key = saved.name if saved else None
            self._list.show(profile_lines(self.desk, self.last_sessions, self.now, brief=True), key)
        self._fit_list()

    @on(SectionBar.Picked)
    async def _section_picked(self, event: SectionBar.Picked) -> None:
        await self.show_section(event.section)
