"""What edits of somebody's file have in common: its line ends, lines at its end, values put in their places."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from smtptui.formats._base import CannotHoldError


class Entry(NamedTuple):
    """An assignment: the text of its value from `start` to `end`, which may be several lines, and its first line."""

    name: str
    value: str
    start: int
    end: int
    line: int


def newline_of(text: str) -> str:
    """The line ends that a file has."""
    return "\r\n" if "\r\n" in text else "\n"


def with_lines(text: str, lines: Iterable[str]) -> str:
    """`text` with further lines at its end."""
    newline = newline_of(text)
    added = "".join(line + newline for line in lines)
    needs_end = bool(added and text) and not text.endswith("\n")
    return text + (newline if needs_end else "") + added


def refuse_twice(name: str, lines: Sequence[int]) -> None:
    """Raises CannotHoldError where a name is set on several lines: readers differ in which of them they take."""
    if len(lines) > 1:
        raise CannotHoldError(
            f"{name} is set more than once, on lines {' and '.join(map(str, lines))}", "leave one of them"
        )


def put(
    text: str,
    entries: Iterable[Entry],
    values: Mapping[str, str],
    written: Callable[[Entry, str], str],
    line: Callable[[str, str], str],
) -> str:
    """`text` with these values; what it lacks comes at its end, as `line` says it of name and value.

    `written` is what shall stand in an entry's place. Raises CannotHoldError where a name is set twice.
    """
    there: dict[str, list[Entry]] = {}
    for entry in entries:
        there.setdefault(entry.name, []).append(entry)
    ours = [_only(there[name]) for name in values if name in there]
    for entry in sorted(ours, key=lambda one: -one.start):
        text = text[: entry.start] + written(entry, values[entry.name]) + text[entry.end :]
    return with_lines(text, [line(name, value) for name, value in values.items() if name not in there])


def _only(entries: list[Entry]) -> Entry:
    refuse_twice(entries[0].name, [entry.line for entry in entries])
    return entries[0]
