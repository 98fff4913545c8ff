"""Which lines of a TOML text say what: for the line in an error, and to change one key and nothing else.

tomllib tells values but not places; tomlkit keeps places but attaches a comment to the table above it. So a text that
is known to be TOML is cut into its statements here, with tomllib deciding where each one ends.
"""

import io
import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

KeyPath = tuple[str, ...]

# A bare key whose value cannot go on in the next line: read without asking tomllib, which is a hundred times slower.
_ONE_LINE = re.compile(r"""[ \t]*([A-Za-z0-9_-]+)[ \t]*=[ \t]*+(?!\"\"\"|'''|\[|\{)""")
_NOTHING = re.compile(r"[ \t]*(?:#.*)?\r?\n?")


class Statement(NamedTuple):
    """A `[header]` or a `key = value`, in the lines from `first` to before `end`, counted from 0.

    `section` is the header it stands under, a header's own for itself. `defines` are the full paths of its values;
    one for a plain key, several for an inline table, its own for a header.
    """

    section: KeyPath
    first: int
    end: int
    defines: tuple[KeyPath, ...]
    is_header: bool = False

    def holds(self, path: KeyPath) -> bool:
        """Whether it defines `path`, or something inside it."""
        return any(defined[: len(path)] == path for defined in self.defines)

    def lies_in(self, path: KeyPath) -> bool:
        """Whether all that it defines lies in `path`."""
        return all(defined[: len(path)] == path for defined in self.defines)


def lines_of(text: str) -> list[str]:
    """The lines with their ends. TOML ends a line at LF or CRLF alone, where `str.splitlines` knows ten more."""
    return list(io.StringIO(text, newline="\n"))


def statements(lines: Sequence[str]) -> Iterator[Statement]:
    """The statements of a TOML text, in order. Blank lines and comments between them belong to none."""
    section: KeyPath = ()
    first = 0
    while first < len(lines):
        if _NOTHING.fullmatch(lines[first]):
            first += 1
            continue
        statement = _read(lines, first, section)
        yield statement
        section, first = statement.section, statement.end


def line_numbers(text: str) -> dict[KeyPath, int]:
    """The line, counted from 1, where each key and each table of a TOML text first stands."""
    numbers: dict[KeyPath, int] = {}
    for statement in statements(lines_of(text)):
        for defined in statement.defines:
            for length in range(1, len(defined) + 1):
                numbers.setdefault(defined[:length], statement.first + 1)
    return numbers


def _read(lines: Sequence[str], first: int, section: KeyPath) -> Statement:
    if simple := _ONE_LINE.match(lines[first]):
        return Statement(section, first, first + 1, ((*section, simple[1]),))
    end, parsed = _whole(lines, first)
    if lines[first].lstrip(" \t").startswith("["):
        own = _header_path(parsed)
        return Statement(own, first, end, (own,), is_header=True)
    return Statement(section, first, end, tuple((*section, *leaf) for leaf in _leaves(parsed)))


def _whole(lines: Sequence[str], first: int) -> tuple[int, dict[str, Any]]:
    """Where the statement that begins at `first` ends, and what it says: a value may go on over many lines."""
    for end in range(first + 1, len(lines) + 1):
        try:
            return end, tomllib.loads("".join(lines[first:end]))
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError("the text is no TOML")


def _header_path(parsed: dict[str, Any]) -> KeyPath:
    path: KeyPath = ()
    inner: Any = parsed
    while isinstance(inner, dict) and inner:
        [(name, inner)] = inner.items()
        path = (*path, name)
    return path


def _leaves(table: dict[str, Any]) -> Iterator[KeyPath]:
    for name, value in table.items():
        if isinstance(value, dict) and value:
            yield from ((name, *rest) for rest in _leaves(value))
        else:
            yield (name,)
