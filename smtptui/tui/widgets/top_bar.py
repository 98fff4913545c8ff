"""The first line: what am I looking at."""

from textual.content import Content

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn, spread


class TopBar(Drawn):
    """Program, open profile and provider at the left; unsaved mark and the profile's place at the right."""

    DEFAULT_CSS = """
    TopBar {
        height: 1;
        padding: 0 1;
        background: $panel;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title, self._provider = "", ""
        self._unsaved, self._active = False, False
        self._place = ""

    def show(self, title: str, provider: str, place: str, *, unsaved: bool, active: bool) -> None:
        """Draw these, if they differ from what stands there."""
        shown = (self._title, self._provider, self._place, self._unsaved, self._active)
        if shown != (title, provider, place, unsaved, active):
            self._title, self._provider, self._place = title, provider, place
            self._unsaved, self._active = unsaved, active
            self.refresh()

    def lines(self, width: int) -> list[Content]:
        """One line."""
        left = Content.assemble(("smtptui", "bold $text-accent"), "  ", (self._title, "bold"))
        if self._active:
            left += Content.styled(f" {glyphs.ACTIVE}", "$text-accent")
        if self._provider:
            left += Content.styled(f" · {self._provider}", "$text-muted")
        unsaved = Content.styled(f"{glyphs.UNSAVED} unsaved   " if self._unsaved else "", "$text-warning")
        return [spread(left, unsaved + Content.styled(self._place, "$text-muted"), width)]
