"""What the recipient sees, under the form."""

from textual.content import Content

from smtptui.text import printable
from smtptui.tui.widgets.drawn import Drawn, wrapped

_LABEL = 15
# Below this many cells a column of labels would leave too little beside it.
_ROOMY = 50


class Preview(Drawn):
    """A title and a line a fact; nothing while there is nothing to say."""

    DEFAULT_CSS = """
    Preview {
        margin: 1 0 0 1;
        padding-right: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[tuple[str, str]] = []
        self.display = False

    def show(self, facts: list[tuple[str, str]]) -> None:
        """Draw these, if they differ."""
        if facts != self._facts:
            self._facts = facts
            self.display = bool(facts)
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The title, then the facts."""
        drawn = [Content.styled("What the recipient sees", "$text-muted")]
        label_width, indent = (_LABEL, _LABEL + 2) if width >= _ROOMY else (0, 4)
        for label, words in self._facts:
            line = Content.assemble((f"  {f'{label}  ':<{label_width}}", "$text-muted"), printable(words))
            drawn += wrapped(line, width, indent)
        return drawn
