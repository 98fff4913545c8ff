"""What the recipient sees, under the form."""

from textual.content import Content

from smtptui.text import printable
from smtptui.tui.widgets.drawn import Drawn, indented, wrapped


class Preview(Drawn):
    """A title and a line a fact; nothing while there is nothing to say."""

    DEFAULT_CSS = """
    Preview {
        margin: 1 0 0 1;
        padding-right: 1;
    }
    """

    def __init__(self, label_width: int) -> None:
        super().__init__()
        self._label_width = label_width
        self._facts: list[tuple[str, str]] = []
        self.display = False

    def show(self, facts: list[tuple[str, str]]) -> None:
        """Draw these, if they differ."""
        if facts != self._facts:
            self._facts = facts
            self.display = bool(facts)
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """The title, then the facts: beside their labels as in the form, or under them where words would break."""
        facts = [(label, printable(words)) for label, words in self._facts]
        column = self._label_width + 2
        beside = max((len(word) for _, words in facts for word in words.split()), default=0) <= width - column
        draw = _beside if beside else _below
        title = Content.styled("What the recipient sees", "bold")
        return [title, *(line for label, words in facts for line in draw(label, words, width, column))]


def _beside(label: str, words: str, width: int, column: int) -> list[Content]:
    return wrapped(Content.assemble((label.ljust(column), "$text-muted"), words), width, column)


def _below(label: str, words: str, width: int, column: int) -> list[Content]:
    heading = [Content.styled(label, "$text-muted")] if label else []
    return [*heading, *indented(words, width, 2)]
