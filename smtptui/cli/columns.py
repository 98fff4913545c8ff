"""Columns of text that line up, whatever script they are in."""

import unicodedata

from smtptui.text import printable


def fitted(text: str, width: int) -> str:
    """`text` in exactly `width` cells of a terminal: made safe, cut with an ellipsis or filled with blanks."""
    safe = printable(text)
    if _cells(safe) > width:
        while _cells(safe) > width - 1:
            safe = safe[:-1]
        safe += "…"
    return safe + " " * (width - _cells(safe))


def _cells(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _cells_of(character: str) -> int:
    """UAX 11: wide and full-width characters take two cells; a combining mark stands over the one before it."""
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
