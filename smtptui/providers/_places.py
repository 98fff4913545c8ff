"""Where in a TOML text a key stands: tomllib tells values without their lines, and an error should point at one."""

import tomllib
from typing import Any

from smtptui.providers._document import KeyPath


def line_of(text: str, path: KeyPath) -> int | None:
    """The line, counted from 1, with which the value at `path` is complete; None where none can be told.

    The first so many lines of the text are read as TOML, one more each time. Slow, for the error alone; lines that do
    not hold the key's name need not be tried. A list over several lines is closed by hand while it is open.
    """
    if not path:
        return None
    lines = text.split("\n")
    name = str(path[-1]) if isinstance(path[-1], str) else ""
    for number, line in enumerate(lines, start=1):
        if name in line and _holds_after("\n".join(lines[:number]), path):
            return number
    return None


def _holds_after(text: str, path: KeyPath) -> bool:
    for closing in ("", "]"):
        try:
            return _holds(tomllib.loads(text + closing), path)
        except tomllib.TOMLDecodeError:
            continue
    return False


def _holds(value: Any, path: KeyPath) -> bool:
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return False
    return True


def dotted(path: KeyPath) -> str:
    """A key for people, places in lists counted from 1: regions[2].endpoints[1].port."""
    shown = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in path)
    return shown.removeprefix(".")
