"""The one main screen: keys, palette, help, and what must not be lost at the end."""

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from smtptui.errors import WriteError
from smtptui.tui.actions import ACTIONS, BINDINGS, Action
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.screens.draft_actions import DraftActions
from smtptui.tui.screens.inbox_actions import InboxActions
from smtptui.tui.screens.paste_actions import PasteActions
from smtptui.tui.screens.probe_all_actions import ProbeAllActions
from smtptui.tui.theme import THEMES
from smtptui.tui.widgets.field_row import FieldRow

_OF_A_PROFILE = ("probe", "save", "switch", "send", "section", "duplicate", "delete", "activate", "revert", "cancel")


class MainScreen(DraftActions, PasteActions, InboxActions, ProbeAllActions):
    """Profiles at the left where there is room, the open profile's rooms at the right."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    async def on_mount(self) -> None:
        """After the first paint: what the keyring says, and what the history knows."""
        await super().on_mount()
        self.call_after_refresh(self._look_around)
        if self.desk.workspace.welcome:
            self.notify(self.desk.workspace.welcome, timeout=10, markup=False)

    @work(group="look")
    async def _look_around(self) -> None:
        await self.bring_back_drafts()
        try:
            self.last_sessions = await self.desk.workspace.last_sessions()
            self.show_list()
        except WriteError as error:
            self.notify(f"no history: {error.message}", severity="warning", markup=False)
        problem = await self.desk.workspace.keyring_problem()
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

    @work(exclusive=True, group="dialog")
    async def action_palette(self) -> None:
        """Choose among all actions, and do it."""
        from smtptui.tui.dialogs.palette import Palette

        name = await self.app.push_screen_wait(Palette(self._possible_actions()))
        if name is not None:
            self.call_later(self.run_action, name)

    def _possible_actions(self) -> list[tuple[Action, str]]:
        return [
            (action, self.key_of(action))
            for action in ACTIONS
            if action.name != "palette" and self._is_possible(action)
        ]

    def _is_possible(self, action: Action) -> bool:
        name, _, parameter = action.name.partition("('")
        return bool(self.check_action(name, (parameter.removesuffix("')"),) if parameter else ()))

    def action_next_theme(self) -> None:
        """Dark, light, 16 colours, and round again; [ui] theme keeps one."""
        names = [known.name for known in THEMES]
        self.app.theme = names[(names.index(self.app.theme) + 1) % len(names)]

    def action_help(self) -> None:
        """Keys of this screen, meaning of this field."""
        from smtptui.tui.dialogs.help import HelpDialog

        keys = [(self.key_of(action), action.title) for action in ACTIONS if self._is_possible(action)]
        self.app.push_screen(HelpDialog(keys, self._focused_field()))

    def _focused_field(self) -> FieldSpec | None:
        if self.focused is None:
            return None
        row = next((node for node in self.focused.ancestors if isinstance(node, FieldRow)), None)
        return row.spec if row else None

    async def may_quit(self) -> bool:
        """Whether nothing would be lost, or the operator does not mind."""
        sending, unsaved = self.sending, self.desk.unsaved
        if not sending and not unsaved:
            return True
        lines = [f"A message through {one.title} is under way." for one in sending]
        lines += [f"{one.title} is not saved." for one in unsaved]
        return await self.confirmed("quit?", "\n".join(lines), "quit", "stay")
