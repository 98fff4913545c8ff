"""What an export changes in each of its files, line by line, as it can be shown."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from smtptui.core.exporting.export import Export, Rendering
from smtptui.formats._base import whole_lines_of
from smtptui.text import printable

_AROUND = 3


class Kind(StrEnum):
    """What becomes of a line; a gap stands for lines that stay and are not shown."""

    STAYS, COMES, GOES, GAP = "stays", "comes", "goes", "gap"


class Line(NamedTuple):
    """A line as it may be shown."""

    kind: Kind
    text: str


class FileChange(NamedTuple):
    """What becomes of a file: how many of its lines change, how many stay, and the lines around what changes.

    `whole` is the file as it will be.
    """

    file: Rendering
    changing: int
    staying: int
    lines: Sequence[Line]
    whole: Sequence[Line]

    @property
    def summary(self) -> str:
        """In words."""
        if self.file.path is None:
            return f"{_lines(self.changing)}, without a usual place"
        if self.file.existing is None:
            return f"a new file of {_lines(self.changing)}"
        if not self.file.is_new:
            return "the file that is there holds it already"
        staying = f"{self.staying} {'stays' if self.staying == 1 else 'stay'} byte for byte"
        return f"{_lines(self.changing)} {'changes' if self.changing == 1 else 'change'}, {staying}"


def changes(exported: Export, *, shown: bool = False) -> Sequence[FileChange]:
    """What becomes of each file; secrets are masked, others' too, unless they are to be `shown`."""
    mask = exported.mask

    def masked(kind: Kind, text: str) -> str:
        if shown:
            return text
        return mask(text) if kind is Kind.COMES else mask.there(text)

    return [_change(file, masked) for file in exported.files]


def _change(file: Rendering, masked: Callable[[Kind, str], str]) -> FileChange:
    before, after = whole_lines_of(file.existing or ""), whole_lines_of(file.text)
    codes = _codes(before, after)
    changing = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in codes if tag != "equal")
    staying = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag == "equal")

    def line(kind: Kind, text: str) -> Line:
        return Line(kind, printable(masked(kind, text).expandtabs(4)))

    shown = [line(kind, text) for kind, text in _around(codes, before, after)]
    return FileChange(file, changing, staying, shown, [line(Kind.STAYS, text) for text in after])


def _codes(before: Sequence[str], after: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """As difflib has them. What both begin and end with is set aside first: an edit of a long file is a small part."""
    shorter = min(len(before), len(after))
    head = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    tail = next((place for place in range(shorter - head) if before[-1 - place] != after[-1 - place]), shorter - head)
    middle = difflib.SequenceMatcher(
        None, before[head : len(before) - tail], after[head : len(after) - tail], autojunk=False
    )
    codes = [(tag, head + i1, head + i2, head + j1, head + j2) for tag, i1, i2, j1, j2 in middle.get_opcodes()]
    first = [("equal", 0, head, 0, head)] if head else []
    last = [("equal", len(before) - tail, len(before), len(after) - tail, len(after))] if tail else []
    return [*first, *codes, *last]


def _around(
    codes: Sequence[tuple[str, int, int, int, int]], before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Kind, str]]:
    for place, (tag, i1, i2, j1, j2) in enumerate(codes):
        if tag == "equal":
            yield from _staying(before[i1:i2], is_first=place == 0, is_last=place == len(codes) - 1)
        else:
            yield from ((Kind.GOES, text) for text in before[i1:i2])
            yield from ((Kind.COMES, text) for text in after[j1:j2])


def _staying(lines: Sequence[str], *, is_first: bool, is_last: bool) -> Iterator[tuple[Kind, str]]:
    """The lines next to what changes, and how many are left out."""
    head, tail = 0 if is_first else _AROUND, 0 if is_last else _AROUND
    left_out = len(lines) - head - tail
    if left_out <= 1:
        yield from ((Kind.STAYS, text) for text in lines)
        return
    yield from ((Kind.STAYS, text) for text in lines[:head])
    yield Kind.GAP, f"{_lines(left_out)} as before"
    yield from ((Kind.STAYS, text) for text in lines[len(lines) - tail :])


def _lines(number: int) -> str:
    return "1 line" if number == 1 else f"{number} lines"
