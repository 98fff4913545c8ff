"""Formats that are values in somebody else's PHP file."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from smtptui.formats import _php
from smtptui.formats._base import Insert, Parse, Render, Values
from smtptui.formats._php import Key, Literal
from smtptui.smtp.security import Security

Pairs = Callable[[Values, str], Mapping[Key, Literal]]
Read = Callable[[Mapping[Key, Literal], str], Values]
Place = Callable[[str, Sequence[str]], str]
# PHPMailer's words, which half of the PHP world has taken over: "tls" is STARTTLS, and required.
SECURITY_WORDS = {Security.STARTTLS: "tls", Security.TLS: "ssl", Security.NONE: ""}


def functions(pairs: Pairs, read: Read, place: Place) -> tuple[Render, Parse, Insert]:
    """render, parse and insert of a format whose values are `pairs`; `place` says where new lines go."""
    return partial(_render, pairs), partial(_parse, read), partial(_insert, pairs, place)


def _render(pairs: Pairs, values: Values, target: str) -> str:
    return "\n".join(["<?php", *_lines(pairs(values, target)), ""])


def _parse(read: Read, text: str, target: str) -> Values:
    return read(_php.values_in(text), target)


def _insert(pairs: Pairs, place: Place, existing: str, values: Values, target: str) -> str:
    return _php.put(existing, pairs(values, target), lambda text, missing: place(text, list(_lines(dict(missing)))))


def _lines(values: Mapping[Key, Literal]) -> list[str]:
    return [_line(key, value) for key, value in values.items()]


def _line(key: Key, value: Literal) -> str:
    """A statement that sets `key`."""
    base, *rest = key
    if base == "define":
        return f"define({_php.quoted(rest[0])}, {_php.quoted(value)});"
    if base.startswith("class "):
        return f"    public ${rest[0]} = {_php.quoted(value)};"
    if base == "$CFG":
        return f"$CFG->{rest[0]} = {_php.quoted(value)};"
    indices = "".join(f"[{_php.quoted(name)}]" for name in rest)
    return f"{base}{indices} = {_php.quoted(value)};"
