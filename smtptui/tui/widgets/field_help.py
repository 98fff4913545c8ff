"""The meaning of the field with the focus, in a place that never moves."""

from textual.content import Content
from textual.geometry import Size

from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn, wrapped

_LINES, _LINES_NARROW, _WIDE_COLUMNS = 4, 8, 60
_LOWEST_FORM, _HIGH_FORM = 14, 24


class FieldHelp(Drawn):
    """A rule with the field's name, then what goes in and where to get it."""

    DEFAULT_CSS = """
    FieldHelp {
        dock: bottom;
        height: 4;
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._title, self._text, self._link = "", "", ""

    def show(self, title: str, text: str, link: str | None = None) -> None:
        """Explain a field."""
        shown = (title, text, link or "")
        if shown != (self._title, self._text, self._link):
            self._title, self._text, self._link = shown
            self.refresh()

    def fit(self, form: Size) -> None:
        """A narrow form needs more lines for the same words; a low one has none for them: there is a key for help."""
        self.display = form.height >= _LOWEST_FORM
        self.styles.height = _LINES if form.width >= _WIDE_COLUMNS or form.height < _HIGH_FORM else _LINES_NARROW

    def lines(self, width: int) -> list[Content]:
        """As many as there is room for."""
        title = f"{self._title} " if self._title else ""
        rule = Content.assemble((title, "bold"), (glyphs.RULE * max(width - len(title), 0), "$text-muted"))
        link = wrapped(Content.styled(self._link, "underline $text-accent"), width) if self._link else []
        text = wrapped(Content.styled(self._text, "$text-muted"), width)
        room = max(self.content_size.height - 1 - len(link), 1)
        if len(text) > room:
            text = [*text[: room - 1], text[room - 1].truncate(width - 1) + Content("…")]
        return [rule, *text, *link]
