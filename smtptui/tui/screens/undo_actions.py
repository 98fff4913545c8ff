"""One key takes back what was done last."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from smtptui.tui.actions import Action
from smtptui.tui.desk import OpenProfile
from smtptui.tui.keys import key_of
from smtptui.tui.reversible import TakeBack
from smtptui.tui.rooms import PROBE
from smtptui.tui.screens.session_actions import SessionActions
from smtptui.tui.undo import Deed


class UndoActions(SessionActions):
    """Whatever can be undone is put on the desk's stack by `did`; there is one key for all of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("u", "undo_here", "undo", show=False, id="undo.letter")]

    def key_of(self, action: Action) -> str:
        """The key of an action, as the configuration has it, in the footer's spelling."""
        return key_of(self.app, action.id)

    def did(self, deed: Deed) -> None:
        """Remember something that was done, and show the key that takes it back."""
        self.desk.deeds.add(deed)
        self.refresh_bindings()

    def put_back(self, opened: OpenProfile, take_back: TakeBack) -> None:
        """Take a change to the form back; what was typed over it since stays, and is named."""
        kept = take_back()
        if kept:
            labels = ", ".join(opened.label(field) for field in kept)
            self.notify(f"not put back, because it was changed since: {labels}", markup=False)

    def action_undo(self) -> None:
        """Take the last deed back, and say so."""
        self.carry_out(self._undo)

    async def _undo(self) -> None:
        deed = self.desk.deeds.last
        if deed is not None and await deed.undo():
            self.desk.deeds.drop(deed)
            self.notify(f"undone: {deed.words}", markup=False)
        self.refresh_bindings()

    def action_undo_here(self) -> None:
        """The same by a letter, where nobody types."""
        self.action_undo()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing to undo before anything was done."""
        if action in ("undo", "undo_here") and self.desk.deeds.last is None:
            return False
        if action == "undo_here" and self._section != PROBE:
            return False
        return super().check_action(action, parameters)
