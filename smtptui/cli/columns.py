"""Columns of text that line up, whatever script they are in."""

import unicodedata
from collections.abc import Sequence

from smtptui.text import printable


def lined_up(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Every text made safe and filled with blanks to the longest of its column. Nothing is cut off."""
    safe = [[printable(text) for text in row] for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*safe, strict=True)]
    return [[filled(text, width) for text, width in zip(row, widths, strict=True)] for row in safe]


def filled(text: str, width: int) -> str:
    """`text` made safe and filled with blanks to at least `width` cells of a terminal."""
    safe = printable(text)
    return safe + " " * (width - _cells(safe))


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    """UAX 11: wide and full-width characters take two cells; a combining mark stands over the one before it."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
