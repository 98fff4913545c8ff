"""A block of our own at the end of somebody's program, between two lines of comment.

In a language where the last assignment counts, that needs no reading of the code before it, which stays as it is.
"""

from smtptui.formats._base import CannotHoldError, lines_of
from smtptui.formats._editing import newline_of

_BEGIN, _END = "# BEGIN smtptui", "# END smtptui"


def put(text: str, block: str) -> str:
    """`text` with `block` between the two lines, which are made at its end. Raises CannotHoldError."""
    newline = newline_of(text)
    lines = lines_of(text)
    begins, ends = ([at for at, line in enumerate(lines) if line == mark] for mark in (_BEGIN, _END))
    ours = [_BEGIN, *lines_of(block.removesuffix("\n")), _END]
    if not begins and not ends:
        before = lines[:-1] if lines[-1] == "" else lines
        gap = [""] if before and before[-1] else []
        return newline.join([*before, *gap, *ours, ""])
    if len(begins) != 1 or len(ends) != 1 or ends < begins:
        raise CannotHoldError(f"the lines “{_BEGIN}” and “{_END}” are not there once each, in this order", "mend them")
    # lines_of takes the line ends off; those of the lines around are not ours.
    kept = text.split("\n")
    end = "\r" if newline == "\r\n" else ""
    return "\n".join([*kept[: begins[0]], *(line + end for line in ours), *kept[ends[0] + 1 :]])
