"""What names a provider, read from the head of every file: to parse them whole would take ten times as long.

So in the catalogue's files title, aliases and domains stand at the left margin, each in one line; a test holds them
to it.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"

_LINE = re.compile(r"^(?:title|aliases|domains) = .+$", re.MULTILINE)


class Head(NamedTuple):
    """A provider's names, and the domains of its mail addresses."""

    name: str
    title: str
    aliases: tuple[str, ...]
    domains: tuple[str, ...]


@cache
def heads() -> tuple[Head, ...]:
    """The head of every file of the catalogue."""
    return tuple(_head(path) for path in sorted(DATA.glob("*.toml")))


def _head(path: Path) -> Head:
    values: dict[str, Any] = tomllib.loads("\n".join(_LINE.findall(path.read_text("utf-8"))))
    return Head(path.stem, values["title"], tuple(values.get("aliases", ())), tuple(values.get("domains", ())))
