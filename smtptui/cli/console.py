"""Where a command prints: data to standard output, talk to standard error."""

import os
import sys
from collections.abc import Iterable
from typing import Any

_CODES = {"green": "32", "yellow": "33", "red": "31", "dim": "2", "bold": "1", "cyan": "36"}


class Console:
    """Standard output for data, standard error for people. Colour only on a terminal, never with NO_COLOR set."""

    def __init__(self) -> None:
        self._colour_out = _wants_colour(sys.stdout)
        self._colour_err = _wants_colour(sys.stderr)

    def data(self, text: str) -> None:
        """Print data."""
        print(text, flush=True)

    def json(self, value: Any) -> None:
        """Print one JSON value on one line."""
        self.json_lines([value])

    def json_lines(self, values: Iterable[Any]) -> None:
        """Print each value on a line of its own, all of them in one piece."""
        import json

        encode = json.JSONEncoder(ensure_ascii=False).encode
        self.data("\n".join([encode(value) for value in values]))

    def talk(self, text: str) -> None:
        """Say something to the person."""
        print(text, file=sys.stderr, flush=True)

    def paint(self, text: str, style: str) -> str:
        """`text` in a style (green, yellow, red, dim, bold, cyan) for standard output."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour_out else text

    def paint_talk(self, text: str, style: str) -> str:
        """`text` in a style for standard error."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self._colour_err else text


def _wants_colour(stream: Any) -> bool:
    # no-color.org: any value of NO_COLOR but the empty one switches colour off.
    return bool(stream.isatty()) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
