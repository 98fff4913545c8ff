"""One key of a TOML text changed, every other byte left alone. The one door to tomlkit.

tomlkit renders the statement that changes, and no more than it: given the whole text it puts a new key behind the
comment that belongs to the next table, and drops that comment together with the table.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import tomlkit

from smtptui.toml_text.statements import KeyPath, Statement, lines_of, statements

_LONE_LF = re.compile(r"(?<!\r)\n")


class TomlText:
    """A TOML text under change. What it then says must be compared with what was meant: see `config_edit`."""

    def __init__(self, source: str) -> None:
        self._lines = lines_of(source)
        self._line_end = "\r\n" if self._lines and self._lines[0].endswith("\r\n") else "\n"

    def __str__(self) -> str:
        return "".join(self._lines)

    def set(self, path: KeyPath, value: Any) -> None:
        """Give `path` a value: where it stands, else behind the last key of its table, else in a new table."""
        parent, found = path[:-1], list(statements(self._lines))
        # Statements that could say it from where they stand: a header's name is no value.
        outer = [one for one in found if not one.is_header and len(one.section) < len(path)]
        if holder := _last(one for one in outer if one.holds(path)):
            self._rewrite(holder, path, value)
        elif not parent:
            self._insert_at_root(found, path, value)
        elif holder := _last(one for one in found if one.section == parent):
            self._insert_after(holder, _line(path[-1], value))
        elif holder := _last(one for one in outer if one.holds(parent)):
            self._rewrite(holder, path, value)
        else:
            self._append_table(parent, _line(path[-1], value))

    def remove(self, path: KeyPath) -> None:
        """Take away a key, or a table with all that is in it. Comments before it stay."""
        found = list(statements(self._lines))
        for inside, run in reversed(
            [(key, list(group)) for key, group in groupby(found, lambda one: one.lies_in(path))]
        ):
            if inside:
                self._delete(run[0].first, run[-1].end)
            else:
                for statement in reversed([one for one in run if one.holds(path)]):
                    self._rewrite(statement, path, None)

    def rename(self, old: KeyPath, new: KeyPath) -> None:
        """Give a table another name, in place. Only tables with a header of their own have a place."""
        for statement in statements(self._lines):
            if statement.is_header and statement.section[: len(old)] == old:
                name = (*new, *statement.section[len(old) :])
                text = "".join(self._lines[statement.first : statement.end])
                self._lines[statement.first : statement.end] = self._split(_with_name(text, statement.section, name))

    def swap(self, one: KeyPath, other: KeyPath) -> None:
        """Let two tables change places, each with the comment right above it. Only tables with a header have one."""
        places = sorted(place for place in (self._place(one), self._place(other)) if place is not None)
        if len(places) == 2:
            (first, end), (later, last) = places
            for place in (end, last):
                if not self._lines[place - 1].endswith("\n"):
                    self._lines[place - 1] += self._line_end
            lines = self._lines
            lines[first:last] = [*lines[later:last], *lines[end:later], *lines[first:end]]

    def _place(self, path: KeyPath) -> tuple[int, int] | None:
        """Where the table's lines begin and end."""
        found = list(statements(self._lines))
        for inside, group in groupby(found, lambda one: one.lies_in(path)):
            run = list(group)
            if inside and run[0].is_header:
                return self._above(run[0].first), run[-1].end
        return None

    def _rewrite(self, statement: Statement, path: KeyPath, value: Any) -> None:
        document: Any = tomlkit.parse("".join(self._lines[statement.first : statement.end]))
        *parents, name = path[len(statement.section) :]
        table = document
        for parent in parents:
            table = table[parent]
        if value is None:
            del table[name]
        else:
            table[name] = value
        self._lines[statement.first : statement.end] = self._split(tomlkit.dumps(document))

    def _insert_after(self, statement: Statement, line: str) -> None:
        before = self._lines[statement.end - 1]
        indent = "" if statement.is_header else before[: len(before) - len(before.lstrip(" \t"))]
        self._insert(statement.end, indent + line)

    def _insert_at_root(self, found: list[Statement], path: KeyPath, value: Any) -> None:
        line = _line(path[-1], value)
        if not found:
            self._insert(len(self._lines), line)
        elif holder := _last(one for one in found if not one.section):
            self._insert_after(holder, line)
        else:
            self._insert(self._above(found[0].first), f"{line}\n")

    def _above(self, first: int) -> int:
        """Where a table begins for people: with the comment that stands right above its header."""
        while first and self._lines[first - 1].lstrip(" \t").startswith("#"):
            first -= 1
        return first

    def _append_table(self, path: KeyPath, line: str) -> None:
        blank = "\n" if self._lines and self._lines[-1].strip() else ""
        self._insert(len(self._lines), f"{blank}[{_key(path)}]\n{line}")

    def _insert(self, place: int, text: str) -> None:
        if place and not self._lines[place - 1].endswith("\n"):
            self._lines[place - 1] += self._line_end
        self._lines[place:place] = self._split(text)

    def _delete(self, first: int, end: int) -> None:
        del self._lines[first:end]
        # Two blank lines that were kept apart by what is gone become one.
        if 0 < first < len(self._lines) and not self._lines[first].strip() and not self._lines[first - 1].strip():
            del self._lines[first]

    def _split(self, text: str) -> list[str]:
        return lines_of(_LONE_LF.sub(self._line_end, text))


def _line(name: str, value: Any) -> str:
    return f"{_key((name,))} = {tomlkit.item(value).as_string()}\n"


def _key(path: KeyPath) -> str:
    return tomlkit.key(list(path)).as_string()


def _with_name(text: str, old: KeyPath, new: KeyPath) -> str:
    """A header line with another name between its brackets; a quoted name may hold a bracket too."""
    opening = text.index("[")
    for closing in (match.start() for match in re.finditer("]", text)):
        header = list(statements([text[: closing + 1]])) if _is_toml(text[: closing + 1]) else []
        if header and header[0].section == old:
            return f"{text[: opening + 1]}{_key(new)}{text[closing:]}"
    return text


def _is_toml(text: str) -> bool:
    try:
        tomlkit.parse(text)
    except tomlkit.exceptions.ParseError:
        return False
    return True


def _last(found: Iterator[Statement]) -> Statement | None:
    return next(reversed(list(found)), None)
