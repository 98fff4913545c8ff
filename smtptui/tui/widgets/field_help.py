"""The meaning of the field with the focus, in a place that never moves."""

from textual.content import Content

from smtptui.tui import glyphs
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.widgets.drawn import Drawn, wrapped


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

    def show(self, spec: FieldSpec | None) -> None:
        """Explain this field."""
        shown = (spec.label, spec.help, spec.link or "") if spec else ("", "", "")
        if shown != (self._title, self._text, self._link):
            self._title, self._text, self._link = shown
            self.refresh()

    def lines(self, width: int) -> list[Content]:
        """At most four lines."""
        title = f"{self._title} " if self._title else ""
        rule = Content.assemble((title, "bold"), (glyphs.RULE * max(width - len(title), 0), "$text-muted"))
        link = (
            [Content.styled(self._link, "underline $text-accent").truncate(width, ellipsis=True)] if self._link else []
        )
        text = wrapped(Content.styled(self._text, "$text-muted"), width)
        room = 3 - len(link)
        if len(text) > room:
            text = [*text[: room - 1], text[room - 1].truncate(width - 1) + Content("…")]
        return [rule, *text, *link]
