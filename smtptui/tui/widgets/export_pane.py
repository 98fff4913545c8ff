"""The Export room: what is written where, and what it changes."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.keys import with_keys
from smtptui.tui.live_export import LiveExport
from smtptui.tui.widgets.drawn import Drawn, spread, wrapped
from smtptui.tui.widgets.export_view import ExportView

_EMPTY = (
    "{format} chooses a format: WordPress, Joomla, Postfix, .env, Kubernetes and forty more. "
    "The preview shows what would be written; nothing is written before {write_export}."
)
_STYLES = {glyphs.PASSED: "$text-success", glyphs.WARNED: "$text-warning", glyphs.FAILED: "$text-error"}


class ExportPane(Vertical):
    """A head that says what and of whom, and the page under it."""

    def __init__(self) -> None:
        super().__init__(id="export")
        self._head = ExportHead()
        self._view = ExportView()

    def compose(self) -> ComposeResult:
        """Head and page."""
        yield self._head
        yield self._view

    def show(self, live: LiveExport, title: str, kept_in: str | None) -> None:
        """Draw this, for the profile of this title."""
        self._head.show(live, title, kept_in)
        self._view.show(live)


class ExportHead(Drawn):
    """The format, of whom it is, and what came of writing or verifying."""

    DEFAULT_CSS = """
    ExportHead {
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._live = LiveExport()
        self._title = ""
        self._kept_in: str | None = None

    def show(self, live: LiveExport, title: str, kept_in: str | None) -> None:
        """Draw this."""
        self._live, self._title, self._kept_in = live, title, kept_in
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Nothing chosen, or what is."""
        live = self._live
        kept = wrapped(Content.styled(f"{glyphs.WARNED} {self._kept_in}", "$text-warning"), width, 2)
        if live.wish is None:
            return [*wrapped(with_keys(self.app, _EMPTY), width), *(kept if self._kept_in else ())]
        said = [line for one in live.said for line in _said(one.glyph, one.words, width)]
        return [*self._first(width), *(kept if self._kept_in and not said else ()), *said]

    def _first(self, width: int) -> list[Content]:
        """`Joomla 5 ··· saved profile darrensnet`, on two lines where one has no room for both."""
        wish = self._live.wish
        target = f" {wish.target or next(iter(wish.choice.targets), '')}".rstrip() if wish else ""
        left = Content.styled(f"{wish.choice.title if wish else ''}{target}", "bold")
        right = Content.styled(self._of_whom(), "$text-muted")
        if left.cell_length + right.cell_length + 2 <= width:
            return [spread(left, right, width)]
        return [*wrapped(left, width), *wrapped(right, width)]

    def _of_whom(self) -> str:
        live = self._live
        if live.is_preparing:
            return f"{glyphs.RUNNING} is being prepared"
        if live.is_stale:
            return f"{glyphs.UNSAVED} the form has changed since"
        if live.wish is not None and live.wish.choice.is_deployment:
            return "saved profiles"
        if live.made is None:
            return printable(self._title)
        return f"{'saved profile' if live.made.of_saved else 'values on the screen'} · {printable(self._title)}"


def _said(glyph: str, words: str, width: int) -> list[Content]:
    return wrapped(Content.styled(f"{glyph} {printable(words)}", _STYLES[glyph]), width, 2)
