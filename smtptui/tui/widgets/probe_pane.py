"""The Probe room."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from smtptui.tui.desk import OpenProfile
from smtptui.tui.use import Use
from smtptui.tui.widgets.session_view import SessionView

_EMPTY = "Nothing was tried yet. {probe} tries the values on the screen, saved or not, and sends no message."


class ProbePane(VerticalScroll, can_focus=False):
    """The last probe of the open profile, or the one that runs."""

    DEFAULT_CSS = """
    ProbePane {
        scrollbar-size-vertical: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="probe")
        self._view = SessionView(_EMPTY)

    def compose(self) -> ComposeResult:
        """One session."""
        yield self._view

    def show(self, opened: OpenProfile | None) -> None:
        """Draw this profile's probe as it stands."""
        self._view.show(opened, Use.PROBE)
