"""Words of the POSIX shell (XCU 2.2, 2.3), as far as a file of assignments needs them."""

import re
from collections.abc import Iterable, Mapping

from smtptui.formats import _environment
from smtptui.formats._base import Values, lines_of

_ASSIGNMENT = re.compile(r"[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)=")
# XCU 2.2.3: within double quotes a backslash keeps its meaning before these alone.
_ESCAPED = re.compile(r'[\\"$`]')
_PIECE = re.compile(r"""'([^']*)'|"((?:[^"\\]|\\.)*)"|\\(.)|([^'"\\\s;&|<>()$`#]+|#)""", re.DOTALL)


def single_quoted(text: str) -> str:
    """A word that the shell takes literally."""
    return "'" + text.replace("'", "'\\''") + "'"


def double_quoted(text: str) -> str:
    """The same in double quotes, which systemd's EnvironmentFile= reads alike (systemd.exec(5))."""
    return '"' + _ESCAPED.sub(r"\\\g<0>", text) + '"'


def assignments(text: str) -> Mapping[str, str]:
    """Variables and their literal values; the last one counts. What expands when it is read is left out."""
    return {name: value for name, (value, _) in _literals(text).items()}


def words(text: str) -> Mapping[str, str]:
    """The same variables with the words that give them their values, as they are written."""
    return {name: word for name, (_, word) in _literals(text).items()}


def _literals(text: str) -> Mapping[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for line in lines_of(text):
        if match := _ASSIGNMENT.match(line):
            word = _word(line[match.end() :])
            if word is not None:
                found[match[1]] = word
    return found


def _word(text: str) -> tuple[str, str] | None:
    """The word that `text` begins with, unquoted and as it stands; None where it would be expanded or does not end."""
    pieces, at = [], 0
    while at < len(text) and not text[at].isspace() and text[at] not in ";&|":
        match = _PIECE.match(text, at)
        if match is None or _expands(match[2] or ""):
            return None
        single, double, escaped, bare = match.groups()
        unescaped = re.sub(r'\\([\\"$`])', r"\1", double) if double is not None else None
        pieces.append(next(part for part in (single, unescaped, escaped, bare) if part is not None))
        at = match.end()
    return "".join(pieces), text[:at]


def _expands(double: str) -> bool:
    return re.search(r"[$`]", re.sub(r"\\.", "", double)) is not None


def parsed(text: str, target: str) -> Values:
    """The values of a file of our own variables."""
    return _environment.values_in(assignments(text))


def lines(values: Iterable[tuple[str, str | None]], quoted: str = "single", prefix: str = "") -> str:
    """`NAME='value'` a line, without those that are None."""
    quote = single_quoted if quoted == "single" else double_quoted
    return "".join(f"{prefix}{name}={quote(value)}\n" for name, value in values if value is not None)
