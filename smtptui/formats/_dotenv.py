"""`.env` files: one look, and a dialect for each reader. Edited line by line; what is not ours stays as it is."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from smtptui.formats import _editing
from smtptui.formats._editing import Entry

_START = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_.]*)[ \t]*=[ \t]*", re.MULTILINE)


class Dialect(NamedTuple):
    """A reader's rules. `escaping` are the quotes in which a backslash escapes; `read(quote, inside)` undoes them.

    `bare` says what a value without quotes means.
    """

    quoted: Callable[[str], str]
    quotes: str
    escaping: str
    read: Callable[[str, str], str]
    bare: Callable[[str], str] = str


def rendered(dialect: Dialect, values: Mapping[str, str]) -> str:
    """Assignments alone."""
    return "".join(f"{name}={dialect.quoted(value)}\n" for name, value in values.items())


def values_in(dialect: Dialect, text: str) -> Mapping[str, str]:
    """What the reader makes of a file; the last assignment counts."""
    return {entry.name: entry.value for entry in _entries(dialect, text)}


def put(dialect: Dialect, text: str, values: Mapping[str, str]) -> str:
    """`text` with these values; those that it lacks come at its end.

    Raises CannotHoldError where a name is assigned twice: readers differ in which of the two they take.
    """
    return _editing.put(
        text,
        _entries(dialect, text),
        values,
        lambda entry, value: dialect.quoted(value),
        lambda name, value: f"{name}={dialect.quoted(value)}",
    )


def _entries(dialect: Dialect, text: str) -> list[Entry]:
    found, at, line = [], 0, 1
    while match := _START.search(text, at):
        start = match.end()
        quote = text[start : start + 1]
        end = _closing(dialect, text, start, quote) if quote and quote in dialect.quotes else None
        if end is None:
            end = _end_of_bare(text, start)
            value = dialect.bare(text[start:end])
        else:
            value = dialect.read(quote, text[start + 1 : end - 1])
        line += text.count("\n", at, match.start(1))
        found.append(Entry(match[1], value, start, end, line))
        line += text.count("\n", match.start(1), end)
        at = end
    return found


def _closing(dialect: Dialect, text: str, start: int, quote: str) -> int | None:
    """Behind the quote that ends the value, over several lines where need be; None where there is none."""
    at = start + 1
    while at < len(text) and text[at] != quote:
        at += 2 if text[at] == "\\" and quote in dialect.escaping else 1
    return at + 1 if at < len(text) else None


def _end_of_bare(text: str, start: int) -> int:
    """A value without quotes ends before a comment, blanks and the end of its line."""
    line_end = re.compile(r"[ \t]*(?:(?<=[ \t])#[^\r\n]*)?\r?(?:\n|\Z)").search(text, start)
    return line_end.start() if line_end else len(text)
