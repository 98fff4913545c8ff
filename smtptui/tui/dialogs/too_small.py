"""What stands on a terminal in which nothing else fits."""

from textual.content import Content
from textual.events import Resize, ScreenResume
from textual.screen import ModalScreen

from smtptui.tui.on_top import is_on_top
from smtptui.tui.terminal import COLUMNS, LINES, is_too_small


class TooSmall(ModalScreen[None]):
    """Says what is needed, and goes away as soon as there is room; what lies under it stays as it is."""

    DEFAULT_CSS = """
    TooSmall {
        background: $background;
        color: $foreground;
    }
    """

    def render(self) -> Content:
        """In as few words as fit almost anywhere."""
        needed = f"smtptui needs {COLUMNS}x{LINES}"
        return Content(f"{needed}\nhere: {self.size.width}x{self.size.height}")

    def on_resize(self, event: Resize) -> None:
        """Perhaps there is room now."""
        self._leave_if_there_is_room()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """A dialog that came over it has gone."""
        self._leave_if_there_is_room()

    def _leave_if_there_is_room(self) -> None:
        if is_on_top(self) and not is_too_small(self.app.size):
            self.dismiss()
        else:
            self.refresh()
