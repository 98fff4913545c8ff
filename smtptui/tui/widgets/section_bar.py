"""The second line and the rule under it: the rooms of a profile, and the sandbox's banner."""

from textual.content import Content
from textual.events import Click
from textual.message import Message

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn


class SectionBar(Drawn):
    """The sections' names, the current one marked by weight and by a heavier rule."""

    DEFAULT_CSS = """
    SectionBar {
        height: 2;
        padding: 0 1;
    }
    """

    class Picked(Message):
        """A section's name was clicked."""

        def __init__(self, section: str) -> None:
            super().__init__()
            self.section = section

    def __init__(self, sections: tuple[str, ...], banner: str | None) -> None:
        super().__init__()
        self._sections = sections
        self._banner = banner or ""
        self._current = sections[0]

    def show(self, current: str) -> None:
        """Mark this section as the current one."""
        if current != self._current:
            self._current = current
            self.refresh()

    def lines(self, width: int) -> list[Content]:
        """The names, and the rule with the banner at its end."""
        names = Content("  ").join(
            Content.styled(name, "bold $text-accent" if name == self._current else "$text-muted")
            for name in self._sections
        )
        return [names, self._rule(width)]

    def _rule(self, width: int) -> Content:
        start, end = self._span(self._current)
        banner = self._fitting_banner(width - end)
        rest = max(width - end - len(banner), 0)
        return Content.assemble(
            (glyphs.RULE * start, "$text-muted"),
            (glyphs.RULE_HERE * (end - start), "$text-accent"),
            (glyphs.RULE * rest, "$text-muted"),
            (banner, "$text-warning"),
        )

    def _fitting_banner(self, room: int) -> str:
        """All of it, or its first word."""
        for banner in (self._banner, self._banner.partition(":")[0]):
            if banner and (drawn := f" {banner} {glyphs.RULE}") and len(drawn) <= room:
                return drawn
        return ""

    def _span(self, section: str) -> tuple[int, int]:
        start = sum(len(name) + 2 for name in self._sections[: self._sections.index(section)])
        return start, start + len(section)

    def on_click(self, event: Click) -> None:
        """Which name stands there?"""
        column = event.x - 1
        for name in self._sections:
            start, end = self._span(name)
            if start <= column < end:
                self.post_message(self.Picked(name))
