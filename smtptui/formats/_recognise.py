"""Which formats a file may be of, by what it holds and by its name, and what it says in each."""

import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from functools import cache
from typing import NamedTuple

from smtptui import formats
from smtptui.formats._base import Format, Signs, Values


class Reading(NamedTuple):
    """What a file says, read as a format, by the rules of one of its targets ("" where there are none)."""

    format: str
    target: str
    values: Values


def recognised(text: str, path: str = "") -> Sequence[str]:
    """The formats whose signs a file shows; where its name speaks for some of them, these alone."""
    found = dict.fromkeys(name for name, signs in _signs() if _shows(signs, text))
    named = [name for name in found if any(fnmatch(path, pattern) for pattern in _names_of(name))]
    return named or list(found)


def readings(names: Sequence[str], text: str, path: str = "", target: str | None = None) -> Sequence[Reading]:
    """The file as each of these formats: by the target that is given, the one that it shows, or all of them."""
    return [
        Reading(name, version, _file_of(formats.load(name), text).parse(text, version))
        for name in names
        for version in ((target,) if target else _versions(name, text, path))
    ]


def _file_of(known: Format, text: str) -> Format:
    """Of a format with several files, the one that this is."""
    return next((one for one in known.companions if one.signs and _shows(one.signs, text)), known)


def _versions(name: str, text: str, path: str) -> Sequence[str]:
    known = formats.load(name)
    shown = known.signs.target(text, path) if known.signs else ""
    return (shown,) if shown else known.targets or ("",)


def _shows(signs: Signs, text: str) -> bool:
    wanted, refused = [signs.has, *filter(None, (signs.also,))], filter(None, (signs.lacks,))
    return all(re.search(sign, text, re.MULTILINE) for sign in wanted) and not any(
        re.search(sign, text, re.MULTILINE) for sign in refused
    )


def _names_of(name: str) -> Iterator[str]:
    return (pattern for known, signs in _signs() if known == name for pattern in signs.names)


@cache
def _signs() -> tuple[tuple[str, Signs], ...]:
    known = ((name, one.signs) for name in formats.names() for one in _files(formats.load(name)))
    return tuple((name, signs) for name, signs in known if signs is not None)


def _files(known: Format) -> tuple[Format, ...]:
    return (known, *known.companions)
