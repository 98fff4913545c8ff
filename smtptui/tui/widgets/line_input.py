"""The base of the lines that are typed into."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class LineInput(Input):
    """An input whose place does not follow from its text, so that a letter is one line to paint and nothing to lay out.

    Textual's own lays the whole screen out anew at each letter: the width of what is typed is its `virtual_size`.
    """

    virtual_size = Reactive(Size(0, 0))
