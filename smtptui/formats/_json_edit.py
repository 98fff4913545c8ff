"""JSON edited by the places of its members: what is not a value of ours stays as it is."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from smtptui.formats._base import CannotHoldError
from smtptui.formats._editing import newline_of, refuse_twice
from smtptui.formats._json import broken

Path = tuple[str, ...]
_DECODER = json.JSONDecoder()
_BLANKS = re.compile(r"[ \t\r\n]*")


class _Member(NamedTuple):
    """A name, where its quotes begin, and where its value stands."""

    name: str
    key: int
    start: int
    end: int


def put(text: str, values: Mapping[Path, Any]) -> str:
    """`text` with each value in its place, missing ones added. Raises CannotHoldError with the line."""
    if where := broken(text):
        raise CannotHoldError(where, "mend it there first")
    for path, value in values.items():
        text = _put(text, path, value)
    return text


def _put(text: str, path: Path, value: Any) -> str:
    at = _skip(text, 0)
    for depth, name in enumerate(path):
        if text[at : at + 1] != "{":
            raise CannotHoldError(f"line {_line(text, at)} holds no object, and {name} belongs there", "look at it")
        members = _members(text, at)
        member = _only([one for one in members if one.name == name], text)
        if member is None:
            return _added(text, at, members, path[depth:], value)
        at = member.start
    return text[:at] + _written(value) + text[member.end :] if member else text


def _members(text: str, at: int) -> list[_Member]:
    """The members of the object that begins at `at`; the whole is known to be JSON."""
    found: list[_Member] = []
    at = _skip(text, at + 1)
    while text[at] != "}":
        name, colon = _DECODER.raw_decode(text, at)
        start = _skip(text, _skip(text, colon) + 1)
        _, end = _DECODER.raw_decode(text, start)
        found.append(_Member(name, at, start, end))
        at = _skip(text, end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return found


def _only(members: list[_Member], text: str) -> _Member | None:
    if not members:
        return None
    refuse_twice(members[0].name, [_line(text, one.key) for one in members])
    return members[0]


def _added(text: str, at: int, members: list[_Member], path: Path, value: Any) -> str:
    """A member behind the last one, on a line of its own where the others have theirs."""
    for name in reversed(path[1:]):
        value = {name: value}
    if not members:
        return f"{text[: at + 1]}{_written(path[0])}: {_written(value)}{text[at + 1 :]}"
    before = text[text.rfind("\n", 0, members[0].key) + 1 : members[0].key]
    gap = " " if before.strip() or "\n" not in text else newline_of(text) + before
    end = members[-1].end
    return f"{text[:end]},{gap}{_written(path[0])}: {_written(value)}{text[end:]}"


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _skip(text: str, at: int) -> int:
    blanks = _BLANKS.match(text, at)
    return blanks.end() if blanks else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
