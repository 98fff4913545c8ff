"""TOML text read into tables: a long one of plain lines in one pass, everything else by tomllib.

What people and this program write is nearly always a header, or a bare key with a plain text, a whole number, true or
false. A text of nothing else is read here in a quarter of the time; at the first line of another kind, or one that
says something twice, tomllib reads it all, and finds the words where it is wrong.
"""

import re
import tomllib
from collections.abc import Callable
from typing import Any

# Shorter texts are read before the pattern is compiled.
_LONG = 32 * 1024
# TOML 1.0: of the control characters only the tab may stand in a text or a comment.
_LETTER = r'[^\x00-\x08\x0a-\x1f"\\\x7f]'
# Seventeen digits are a number that needs no second look.
_LINE = rf"""(?mx)^[ \t]*(?:
    \[([A-Za-z0-9_-]+)(?:\.([A-Za-z0-9_-]+|"{_LETTER}+"))?\]
    | ([A-Za-z0-9_-]+)[ \t]*=[ \t]*(?:("{_LETTER}*")|(0|-?[1-9][0-9]{{0,16}})|(true|false))
    )?[ \t]*(?:\#[^\x00-\x08\x0a-\x1f\x7f]*)?\r?$"""


def read_toml(source: str, read_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """The tables that the text says. Raises tomllib.TOMLDecodeError."""
    plain = _read_plain(source) if len(source) >= _LONG else None
    return plain if plain is not None else tomllib.loads(source, parse_float=read_float)


def _read_plain(source: str) -> dict[str, Any] | None:
    """The tables, or None where the text is not plain throughout."""
    tables: dict[str, Any] = {}
    table = tables
    begun: set[tuple[str, str]] = set()
    found = re.findall(_LINE, source)
    if len(found) != source.count("\n") + 1:
        return None
    for outer, inner, key, text, number, truth in found:
        if key:
            if key in table:
                return None
            table[key] = text[1:-1] if text else int(number) if number else truth == "true"
        elif outer:
            begins = _begun(tables, begun, outer, inner)
            if begins is None:
                return None
            table = begins
    return tables


def _begun(tables: dict[str, Any], begun: set[tuple[str, str]], outer: str, inner: str) -> dict[str, Any] | None:
    """The table under a header; None where there is one already, or a value of that name."""
    header = outer, inner.strip('"')
    if header in begun:
        return None
    begun.add(header)
    table = tables.setdefault(outer, {})
    if inner and isinstance(table, dict):
        table = table.setdefault(header[1], {})
    return table if isinstance(table, dict) else None
