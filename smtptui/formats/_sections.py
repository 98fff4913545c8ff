"""Files of `[section]` and `name = value` lines, edited by their lines: what is not ours stays as it is.

What a value's text means, and how far it goes, is the dialect's to say.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from smtptui.formats._editing import newline_of, refuse_twice


class Entry(NamedTuple):
    """An assignment: its section and name as they compare, and the text of its value from `start` to `end`."""

    section: str
    name: str
    value: str
    start: int
    end: int
    line: int


class Section(NamedTuple):
    """A section's name as it compares, and where a line that is added to it goes."""

    name: str
    end: int


class Found(NamedTuple):
    """What a file holds, in its order."""

    sections: tuple[Section, ...]
    entries: tuple[Entry, ...]


class Dialect(NamedTuple):
    """A reader's rules: how it finds sections and entries, how a value is quoted, what stands before a name."""

    read: Callable[[str], Found]
    quoted: Callable[[str], str]
    indentation: str = ""


def rendered(dialect: Dialect, section: str, values: Mapping[str, str]) -> str:
    """One section alone."""
    return f"[{section}]\n" + _lines(dialect, values, "\n")


def values_in(dialect: Dialect, text: str, section: str) -> Mapping[str, str]:
    """What a section says, by names in lower case; the last one counts."""
    return {one.name: one.value for one in dialect.read(text).entries if one.section == section}


def put(dialect: Dialect, text: str, section: str, values: Mapping[str, str]) -> str:
    """`text` with these values in the section, which is made at the end where there is none.

    Raises CannotHoldError where a name is set twice.
    """
    found = dialect.read(text)
    wanted = {name.lower(): name for name in values}
    there: dict[str, list[Entry]] = {}
    for entry in found.entries:
        if entry.section == section and entry.name in wanted:
            there.setdefault(entry.name, []).append(entry)
    newline = newline_of(text)
    missing = _lines(dialect, {name: value for name, value in values.items() if name.lower() not in there}, newline)
    ends = [one.end for one in found.sections if one.name == section]
    changes = [(one.start, one.end, dialect.quoted(values[wanted[one.name]])) for one in map(_only, there.values())]
    if missing and ends:
        before = "" if text[: ends[-1]].endswith("\n") else newline
        changes.append((ends[-1], ends[-1], before + missing))
    for start, end, new in sorted(changes, reverse=True):
        text = text[:start] + new + text[end:]
    return text if ends else text + _new_section(text, section, missing, newline)


def _new_section(text: str, section: str, lines: str, newline: str) -> str:
    gap = "" if not text else newline if text.endswith("\n") else newline * 2
    return f"{gap}[{section}]{newline}{lines}"


def _lines(dialect: Dialect, values: Mapping[str, str], newline: str) -> str:
    return "".join(f"{dialect.indentation}{name} = {dialect.quoted(value)}{newline}" for name, value in values.items())


def _only(entries: list[Entry]) -> Entry:
    refuse_twice(entries[0].name, [entry.line for entry in entries])
    return entries[0]
