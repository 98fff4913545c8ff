"""Formats that are values in somebody else's PHP file."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from smtptui.formats import _php
from smtptui.formats._base import Insert, Parse, Render, Values
from smtptui.formats._php import Key, Literal
from smtptui.secret import Secret
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


def text_of(value: Literal) -> str | None:
    """A value that is a text; None for an empty one."""
    return value if isinstance(value, str) and value else None


def secret_of(value: Literal) -> Secret | None:
    """A value that is a secret."""
    return Secret(value) if isinstance(value, str) and value else None


def number_of(value: Literal) -> int | None:
    """A port, as a number or in a string."""
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() else 0
    return value if isinstance(value, int) and 0 < value < 65536 else None


def security_of(value: Literal, words: Mapping[Security, str] = SECURITY_WORDS) -> Security | None:
    """What a product's word for the security means; None for no word of its."""
    return next((security for security, word in words.items() if word == value), None)
