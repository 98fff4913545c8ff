"""The base of widgets that draw lines for a width: their height follows from the lines."""

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget


class Drawn(Widget):
    """A widget whose whole content is `lines(width)`. Call `redraw` when it would draw something else."""

    DEFAULT_CSS = """
    Drawn {
        height: auto;
    }
    """

    def lines(self, width: int) -> list[Content]:
        """The lines to draw, none wider than `width` cells."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Draw again; only another number of lines moves what stands around it."""
        size = self.content_size
        self.refresh(layout=len(self.lines(max(size.width, 1))) != size.height)

    def render(self) -> Content:
        """The lines as one content."""
        return Content("\n").join(self.lines(max(self.content_size.width, 1)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many as there are lines."""
        return len(self.lines(max(width, 1)))


def wrapped(content: Content | str, width: int, indent: int = 0) -> list[Content]:
    """`content` in lines of at most `width` cells, all but the first indented."""
    if isinstance(content, str):
        content = Content(content)
    first = content.wrap(max(width, 8))[0]
    taken = len(first.plain)
    left = len(content.plain) - len(content.plain[taken:].lstrip(" \n"))
    if taken == len(content.plain) or left == len(content.plain):
        return [first]
    return [first, *(Content(" " * indent) + line for line in content[left:].wrap(max(width - indent, 8)))]


def indented(content: Content | str, width: int, indent: int) -> list[Content]:
    """`content` in lines, every one of them indented."""
    return [Content(" " * indent) + line for line in wrapped(content, width - indent)]


def spread(left: Content, right: Content, width: int) -> Content:
    """`left` and `right` at the two ends of a line; `left` gives way with an ellipsis."""
    room = max(width - right.cell_length - 1, 1)
    return left.truncate(room, ellipsis=True, pad=True) + Content(" ") + right
