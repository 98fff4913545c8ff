"""The one main screen: keys, palette, help, and what must not be lost at the end."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from smtptui.errors import WriteError
from smtptui.tui.actions import BINDINGS
from smtptui.tui.keys import with_keys
from smtptui.tui.screens.arrange_actions import ArrangeActions
from smtptui.tui.screens.draft_actions import DraftActions
from smtptui.tui.screens.export_writing import ExportWriting
from smtptui.tui.screens.help_actions import HelpActions
from smtptui.tui.screens.import_actions import ImportActions
from smtptui.tui.screens.inbox_actions import InboxActions
from smtptui.tui.screens.offer_actions import OfferActions
from smtptui.tui.screens.probe_actions import ProbeActions
from smtptui.tui.screens.probe_all_actions import ProbeAllActions
from smtptui.tui.screens.relay_actions import RelayActions
from smtptui.tui.screens.send_actions import SendActions
from smtptui.tui.screens.switch_actions import SwitchActions
from smtptui.tui.theme import THEMES

_HIGH_ENOUGH_TO_WELCOME = 16
_OF_A_PROFILE = (
    "probe",
    "save",
    "switch",
    "send",
    "section",
    "duplicate",
    "delete",
    "activate",
    "revert",
    "cancel",
    "move_profile",
    "group",
    "rename",
    "ask_mx",
    "choose_format",
    "choose_deployment",
)


class MainScreen(
    HelpActions,
    OfferActions,
    DraftActions,
    ArrangeActions,
    ImportActions,
    InboxActions,
    ExportWriting,
    RelayActions,
    SendActions,
    SwitchActions,
    ProbeActions,
    ProbeAllActions,
):
    """Profiles at the left where there is room, the open profile's rooms at the right."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    async def on_mount(self) -> None:
        """After the first paint: what the keyring says, and what the history knows."""
        self.call_after_refresh(self._look_around)
        # On a low screen it would hide what it speaks of.
        if self.desk.workspace.welcome and self.size.height >= _HIGH_ENOUGH_TO_WELCOME:
            self.notify(with_keys(self.app, self.desk.workspace.welcome), timeout=10, markup=False)

    @work(group="look")
    async def _look_around(self) -> None:
        await self.bring_back_drafts()
        try:
            self.last_sessions = await self.desk.workspace.history.last_sessions()
            self.show_list()
        except WriteError as error:
            self.notify(f"no history: {error.message}", severity="warning", markup=False)
        problem = await self.desk.workspace.secrets.keyring_problem()
        self.form.show_keyring_problem(problem)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a profile there is nothing to probe, send, save or delete."""
        if action == "section" and parameters and parameters[0] not in self.sections:
            return False
        if self.desk.current is None and action in _OF_A_PROFILE:
            return False
        return super().check_action(action, parameters)

    async def action_section(self, section: str) -> None:
        """Go to a room."""
        await self.show_section(section)

    def action_next_theme(self) -> None:
        """The next of our themes, and round again; [ui] theme keeps one."""
        names = [known.name for known in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]

    async def may_quit(self) -> bool:
        """Whether nothing would be lost, or the operator does not mind."""
        sending, unsaved = self.sending, self.desk.unsaved
        if not sending and not unsaved:
            return True
        lines = [f"A message through {one.title} is under way." for one in sending]
        lines += [f"{one.title} is not saved." for one in unsaved]
        return await self.confirmed("quit?", "\n".join(lines), "quit", "stay")
