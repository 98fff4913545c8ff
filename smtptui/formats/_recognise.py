"""Which formats a file may be of, by what it holds and by its name, and what it says in each."""

import re
from collections.abc import Sequence
from fnmatch import fnmatch
from functools import cache
from typing import NamedTuple

from smtptui import formats
from smtptui.formats._base import Signs, Values


class Reading(NamedTuple):
    """What a file says, read as a format, by the rules of one of its targets ("" where there are none)."""

    format: str
    target: str
    values: Values


def recognised(text: str, path: str = "") -> Sequence[str]:
    """The formats whose signs a file shows; where its name speaks for some of them, these alone."""
    found = [name for name, signs in _signs() if _shows(signs, text)]
    named = [name for name in found if any(fnmatch(path, pattern) for pattern in _signs_of(name).names)]
    return named or found


def readings(names: Sequence[str], text: str, path: str = "", target: str | None = None) -> Sequence[Reading]:
    """The file as each of these formats: by the target that is given, the one that it shows, or all of them."""
    return [
        Reading(name, version, formats.load(name).parse(text, version))
        for name in names
        for version in ((target,) if target else _versions(name, text, path))
    ]


def _versions(name: str, text: str, path: str) -> Sequence[str]:
    known = formats.load(name)
    shown = known.signs.target(text, path) if known.signs else ""
    return (shown,) if shown else known.targets or ("",)


def _shows(signs: Signs, text: str) -> bool:
    wanted, refused = [signs.has, *filter(None, (signs.also,))], filter(None, (signs.lacks,))
    return all(re.search(sign, text, re.MULTILINE) for sign in wanted) and not any(
        re.search(sign, text, re.MULTILINE) for sign in refused
    )


def _signs_of(name: str) -> Signs:
    return dict(_signs())[name]


@cache
def _signs() -> tuple[tuple[str, Signs], ...]:
    known = ((name, formats.load(name).signs) for name in formats.names())
    return tuple((name, signs) for name, signs in known if signs is not None)
