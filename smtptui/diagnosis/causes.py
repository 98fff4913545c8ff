"""causes.toml: what each cause is in words, and what to do next, with the operator's own values in it.

A text holds `{name|what stands there when nobody knows}`, or `[ a part with {name}]` that is then left out. Only the
tables that are asked for are parsed: the whole file would cost more than the rest of an explanation.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from smtptui.text import printable

_OPTIONAL = re.compile(r"\[([^\[\]{}]*)\{(\w+)\}([^\[\]{}]*)\]")
_PLACE = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")
_MAXIMUM_VALUE_LENGTH = 120


class Cause(NamedTuple):
    """A cause in words: `fix` one step a line. `transport` marks what the session itself establishes without a rule."""

    label: str
    summary: str
    fix: tuple[str, ...]
    link: str | None = None
    transport: bool = False


@cache
def _file() -> str:
    return "\n" + Path(__file__).with_name("causes.toml").read_text("utf-8")


def labels() -> tuple[str, ...]:
    """Every cause, in the file's order."""
    return tuple(dict.fromkeys(re.findall(r"^\[(\w+)", _file(), re.MULTILINE)))


@cache
def _table(label: str) -> Mapping[str, Any]:
    """The cause's own part of the file: from its header to the next cause's."""
    text = _file()
    start = text.index(f"\n[{label}]\n") + 1
    end = start
    while (end := text.find("\n[", end + 1)) >= 0 and text.startswith(f"\n[{label}.", end):
        pass
    table: Mapping[str, Any] = tomllib.loads(text[start : end if end >= 0 else None])[label]
    return table


def cause(label: str, providers: Iterable[str] = ()) -> Cause:
    """The cause as the provider's operators should read it."""
    table = _table(label)
    special = table.get("for", {})
    entry = {**table, **next((special[name] for name in providers if name in special), {})}
    return Cause(label, entry["summary"], tuple(entry["fix"]), entry.get("link"), entry.get("transport", False))


def fill(template: str, values: Mapping[str, str]) -> str:
    """The text with its places filled. Values come from servers and files: they are made safe here."""
    present = _OPTIONAL.sub(lambda part: part[0][1:-1] if values.get(part[2]) else "", template)
    return _PLACE.sub(lambda place: _value(values.get(place[1]), place[2] or ""), present)


def _value(value: str | None, otherwise: str) -> str:
    if not value:
        return otherwise
    safe = printable(value)
    return safe if len(safe) <= _MAXIMUM_VALUE_LENGTH else safe[: _MAXIMUM_VALUE_LENGTH - 1] + "…"
