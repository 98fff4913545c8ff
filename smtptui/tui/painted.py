"""What stands on the terminal, so that only what differs is written: a slow line pays for every byte.

Textual draws a whole widget again when a line of it changes, and everything when something moves.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.console import Console
from textual._compositor import CompositorUpdate

_MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")
# A pen (SGR), text, or something else.
_TOKEN = re.compile(r"\x1b\[([\d;:]*)m|([^\x1b\n]+)|\n|(\x1b)")
# Moving the cursor and setting the pen again takes about as many bytes as writing this many cells.
_GAP_CELLS = 24

# So many pieces are remembered: a few screens.
_PIECES = 300

# A pen and a character; the cells that a wide character goes on over have none.
_Cell = tuple[str, str]
_UNKNOWN: _Cell = ("", "\x00")


class Painted:
    """The cells that were written; `forget` when somebody else may have written over them."""

    def __init__(self) -> None:
        self._rows: dict[int, list[_Cell]] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """Nothing is known to stand on the terminal."""
        self._rows.clear()

    def reduced(self, written: str, size: tuple[int, int]) -> str:
        """`written` without what stands there already, on a terminal of this many columns and lines."""
        if size != self._size:
            self.forget()
            self._size = size
        rows = self._rows_after(written)
        if rows is None:
            self.forget()
            return written
        changed = [_changes(y, self._row(y), row) for y, row in rows.items()]
        self._rows |= rows
        return "".join(changed)

    def _rows_after(self, written: str) -> dict[int, list[_Cell]] | None:
        """The rows that `written` touches as they will be; None where it holds more than moves, pens and text."""
        rows: dict[int, list[_Cell]] = {}
        before, *moves = _MOVE.split(written)
        if before.strip("\n"):
            return None
        for line, column, piece in zip(moves[::3], moves[1::3], moves[2::3], strict=True):
            cells = _cells_of(piece)
            if cells is None:
                return None
            x, y = int(column) - 1, int(line) - 1
            if y not in rows:
                rows[y] = list(self._row(y))
            rows[y][x : x + len(cells)] = cells
            if len(rows[y]) > self._size[0]:
                # Drawn for the size before: it reaches beyond the row.
                return None
        return rows

    def _row(self, y: int) -> list[_Cell]:
        return self._rows.get(y) or [_UNKNOWN] * self._size[0]


@lru_cache(_PIECES)
def _cells_of(piece: str) -> tuple[_Cell, ...] | None:
    """The cells that a piece between two moves fills; None where it holds more than text and its pens.

    Most of what is drawn for a key was drawn for one before it.
    """
    cells: list[_Cell] = []
    pen = ""
    for set_pen, text, other in _TOKEN.findall(piece):
        if other:
            return None
        if text:
            cells += _cells(pen, text)
        else:
            pen = "" if set_pen == "0" else set_pen
    # A pen that is not put back would draw the next piece.
    return None if pen else tuple(cells)


def _cells(pen: str, text: str) -> list[_Cell]:
    if text.isascii():
        return [(pen, character) for character in text]
    cells: list[_Cell] = []
    for character in text:
        width = cell_len(character)
        if width == 0 and cells:
            cells[-1] = (pen, cells[-1][1] + character)
        else:
            cells += [(pen, character), *[(pen, "")] * (width - 1)]
    return cells


def _changes(y: int, before: Sequence[_Cell], after: Sequence[_Cell]) -> str:
    if before == after:
        return ""
    return "".join(f"\x1b[{y + 1};{start + 1}H{_drawn(after[start:end])}" for start, end in _spans(before, after))


def _spans(before: Sequence[_Cell], after: Sequence[_Cell]) -> Iterator[tuple[int, int]]:
    """Where the rows differ, with what lies close together in one span."""
    start = end = -1
    for x, cell in enumerate(after):
        if before[x] == cell:
            continue
        if start >= 0 and (x - end > _GAP_CELLS or _UNKNOWN in after[end:x]):
            yield start, end
            start = -1
        if start < 0:
            start = _first_cell(after, x)
        end = x + 1
    yield start, end


def _first_cell(row: Sequence[_Cell], x: int) -> int:
    """Where the character begins that covers this cell."""
    while not row[x][1]:
        x -= 1
    return x


def _drawn(cells: Sequence[_Cell]) -> str:
    drawn: list[str] = []
    last = ""
    for pen, character in cells:
        if pen != last:
            drawn.append(f"\x1b[0;{pen}m" if pen else "\x1b[0m")
            last = pen
        drawn.append(character)
    return "".join([*drawn, "\x1b[0m" if last else ""])


class OnlyChanges(CompositorUpdate):
    """An update that leaves out what stands on the terminal already."""

    def __init__(self, update: CompositorUpdate, painted: Painted, size: tuple[int, int]) -> None:
        self._update = update
        self._painted = painted
        self._size = size

    def render_segments(self, console: Console) -> str:
        """Called when, and only when, what it returns is written."""
        return self._painted.reduced(self._update.render_segments(console), self._size)
