"""The base of dialogs that pick a line, or take what was typed where no line has it."""

from smtptui.tui.dialogs.pick import PickDialog


class PickOrTypeDialog(PickDialog):
    """Returns the key of the line, or what was typed."""

    def action_pick(self) -> None:
        """Enter: what is typed is new where none is found."""
        self.after_typing(self._pick)

    def _pick(self) -> None:
        if self.current is None:
            self.finish(self.typed.strip())
        else:
            self.pick()
