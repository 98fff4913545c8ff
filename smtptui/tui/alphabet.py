"""What the terminal can write, and what stands for the signs that it cannot.

One filter at the last door, over everything that is drawn: our glyphs, Textual's frames and a server's words alike.
Each sign takes as many cells as before, so that nothing moves.
"""

import sys
import unicodedata
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_ASCII = {
    **dict(zip("✔▲✘∅◐◌▸▾★●▪→←↑↓•·…«»", '+!x-o.>v*#:><^v*-~""', strict=True)),
    **dict.fromkeys("─╸╴╌┄▔▁▂▀▄", "-"),
    **dict.fromkeys("━═", "="),
    **dict.fromkeys("│┃▌▐▎▏▕▊▋▍▉║", "|"),
    **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
    **dict(zip("▃▅▆▇█", "-==##", strict=True)),
}
# What stands on a key, where its sign cannot be written.
KEY_NAMES = {"⏎": "Enter", "↑": "up", "↓": "down", "←": "left", "→": "right", "⌫": "backspace"}


class Alphabet(Enum):
    """Which characters a terminal shows."""

    UNICODE = None
    # The font of a Linux console: console_codes(4), setfont(8).
    CONSOLE = "cp437"
    ASCII = "ascii"


def fitting(environment: Mapping[str, str]) -> Alphabet:
    """ASCII where the locale is not UTF-8; on a Linux console what its font has."""
    if not _is_utf_8(environment):
        return Alphabet.ASCII
    return Alphabet.CONSOLE if environment.get("TERM") == "linux" else Alphabet.UNICODE


def _is_utf_8(environment: Mapping[str, str]) -> bool:
    names = [environment.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG")]
    if sys.flags.utf8_mode and names[1] == "C.UTF-8":
        # PEP 538: Python itself puts this into a C locale, and then it says nothing of the terminal.
        names[1] = ""
    locale = next((name for name in names if name), "C")
    return "utf8" in locale.lower().replace("-", "")


class Spelled(LineFilter):
    """Draws every line in one of the smaller alphabets."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._codec = str(alphabet.value)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments, spelled."""
        return [
            Segment(spelled(text, self._codec), style, control) if not text.isascii() else Segment(text, style, control)
            for text, style, control in segments
        ]


@lru_cache(2048)
def spelled(text: str, codec: str) -> str:
    """`text` in an alphabet, cell by cell."""
    return "".join(_sign(character, codec) for character in text)


def _sign(character: str, codec: str) -> str:
    cells = cell_len(character)
    for candidate in (character, _ASCII.get(character, ""), unicodedata.normalize("NFKD", character)[:1]):
        if candidate and candidate.isprintable() and cell_len(candidate) == cells and _has(codec, candidate):
            return candidate
    return "?" * cells


def _has(codec: str, character: str) -> bool:
    try:
        return character.isascii() or len(character.encode(codec)) == 1
    except UnicodeEncodeError:
        return False
