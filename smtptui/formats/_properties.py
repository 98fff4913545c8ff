"""Files of java.util.Properties, edited by their lines: what is not ours stays as it is."""

import re
from collections.abc import Iterator, Mapping

from smtptui.formats import _editing
from smtptui.formats._editing import Entry

_NAMED = {"\t": "\\t", "\f": "\\f", "\\": "\\\\", "=": "\\=", ":": "\\:", "#": "\\#", "!": "\\!"}
_LINE = re.compile(r"[^\r\n]*")
# A name ends at the first blank, "=" or ":" that is not escaped.
_NAME = re.compile(r"[ \t\f]*((?:[^\\ \t\f=:\r\n]|\\.)*)[ \t\f]*(?:[=:][ \t\f]*)?")
_CONTINUES = re.compile(r"(?<!\\)(?:\\\\)*\\\Z")


def escaped(text: str) -> str:
    """A value. Blanks in front would go, and what is not ASCII is written as UTF-16 units."""
    written = "".join(_NAMED.get(character) or _unit(character) for character in text)
    return "\\" + written if written.startswith(" ") else written


def _unit(character: str) -> str:
    if " " <= character <= "~":
        return character
    units = character.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _unescaped(text: str) -> str:
    plain = re.sub(
        r"\\(?:u([0-9a-fA-F]{4})|\r?\n[ \t\f]*|(.))",
        lambda match: chr(int(match[1], 16)) if match[1] else {"t": "\t", "f": "\f"}.get(match[2], match[2] or ""),
        text,
    )
    return plain.encode("utf-16-be", "surrogatepass").decode("utf-16-be", "replace")


def values_in(text: str) -> Mapping[str, str]:
    """What a file says; the last one counts."""
    return {entry.name: entry.value for entry in _entries(text)}


def put(text: str, values: Mapping[str, str]) -> str:
    """`text` with these values; those that it lacks come at its end. Raises CannotHoldError where one is set twice."""

    def written(entry: Entry, value: str) -> str:
        if value == entry.value:
            return text[entry.start : entry.end]
        # A name may be alone on its line.
        return ("" if text[entry.start - 1] in " \t\f=:" else "=") + escaped(value)

    return _editing.put(text, _entries(text), values, written, lambda name, value: f"{name}={escaped(value)}")


def _entries(text: str) -> Iterator[Entry]:
    at = 0
    while at < len(text):
        start, end = at, _line_end(text, at)
        line = text[start:end].lstrip(" \t\f")
        if line and line[0] not in "#!":
            while _CONTINUES.search(text[start:end]) and end < len(text):
                end = _line_end(text, _next_line(text, end))
            if name := _NAME.match(text, start, end):
                number = text.count("\n", 0, start) + 1
                yield Entry(_unescaped(name[1]), _unescaped(text[name.end() : end]), name.end(), end, number)
        at = _next_line(text, end)


def _line_end(text: str, at: int) -> int:
    match = _LINE.match(text, at)
    return match.end() if match else at


def _next_line(text: str, end: int) -> int:
    return end + (2 if text[end : end + 2] == "\r\n" else 1)
