"""What can be done here, and what the words mean: palette, help, glossary."""

from textual import work

from smtptui.tui.actions import ACTIONS, Action
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.screens.layout import Layout
from smtptui.tui.screens.undo_actions import UndoActions
from smtptui.tui.widgets.field_row import FieldRow


class HelpActions(UndoActions):
    """All of it is made from the one list of actions, with the keys as they are mapped."""

    @work(exclusive=True, group="dialog")
    async def action_palette(self) -> None:
        """Choose among all actions, and do it."""
        from smtptui.tui.dialogs.palette import Palette

        name = await self.app.push_screen_wait(Palette(self._possible_actions()))
        if name is not None:
            await self.go_where(name)
            self.call_later(self.run_action, name)

    def _possible_actions(self) -> list[tuple[Action, str]]:
        return [
            (action, self.key_of(action))
            for action in ACTIONS
            if action.name != "palette" and self._is_possible(action)
        ]

    def action_help(self) -> None:
        """Keys of this screen, meaning of this field."""
        from smtptui.tui.dialogs.help import HelpDialog

        keys = [(self.key_of(action), action.title) for action in ACTIONS if self._works_here(action)]
        self.app.push_screen(HelpDialog(keys, self._keys_here(), self._focused_field()))

    def _works_here(self, action: Action) -> bool:
        """Whether its key does something in this room; the palette, which goes to another first, offers more."""
        return Layout._is_possible(self, action) and not action.in_list

    def _keys_here(self) -> list[tuple[str, str]]:
        """The keys of the widget with the focus that are its own and have a name of ours."""
        return [
            (self.app.get_key_display(active.binding), active.binding.description)
            for active in self.active_bindings.values()
            if active.node is self.focused and active.binding.id and active.binding.description
        ]

    def _focused_field(self) -> FieldSpec | None:
        if self.focused is None:
            return None
        row = next((node for node in self.focused.ancestors if isinstance(node, FieldRow)), None)
        return row.spec if row else None

    def action_glossary(self) -> None:
        """The words of mail."""
        from smtptui.tui.dialogs.glossary import GlossaryDialog

        self.app.push_screen(GlossaryDialog())
