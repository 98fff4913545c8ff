"""A session's transcript: it grows while the session runs, and is searched."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui.widgets.fold import Fold


class Transcript(Fold):
    """The fold whose last line stays in sight while it grows, until somebody scrolls away from it."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._grows = False
        self._searched = ""
        self._found = 0

    @property
    def is_read(self) -> bool:
        """Whether it is open, and the operator is at it."""
        return self.is_open and self.has_focus

    def follow(self, *, running: bool) -> None:
        """From when the session begins to run, keep the last line in sight for whoever reads it."""
        if running and not self._grows:
            self._aim.drop()
            if self.is_read:
                self._aim.keep(self._last)
        self._grows = running

    def action_turn(self) -> None:
        """Open or close; what grows opens at its end."""
        super().action_turn()
        if self.is_open and self._grows:
            self._aim.keep(self._last)

    def body(self, width: int) -> Sequence[Content]:
        """The lines, with what is searched for marked."""
        body = super().body(width)
        if not self._searched:
            return body
        here = self._hits(width)[self._found :][:1]
        return [
            line
            if (at := _at(line, self._searched)) < 0
            else line.stylize(_style(index in here), at, at + len(self._searched))
            for index, line in enumerate(body)
        ]

    def search(self, text: str) -> int:
        """Open, and go to the first line with this text, whatever its case; how many lines have it."""
        self._searched, self._found = text, 0
        hits = self._hits(self.content_size.width)
        self.is_open = self.is_open or bool(hits)
        self.step(0)
        return len(hits)

    def step(self, by: int) -> None:
        """Go to another line with the text that was searched for; after the last comes the first."""
        hits = self._hits(self.content_size.width) if self._searched else []
        if hits:
            self._found = (self._found + by) % len(hits)
            line = hits[self._found] + 1
            self._aim.at(lambda: line)
        self.redraw()

    def _hits(self, width: int) -> list[int]:
        """The body's lines in which the text stands."""
        return [index for index, line in enumerate(super().body(width)) if _at(line, self._searched) >= 0]

    def _last(self) -> int:
        return self.size.height - 1


def _at(line: Content, text: str) -> int:
    return line.plain.casefold().find(text.casefold())


def _style(here: bool) -> str:
    return "reverse bold" if here else "underline"
