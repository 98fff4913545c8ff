"""What this machine has to import, told by what is there: no file is opened."""

import glob
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui import formats
from smtptui.core.importing.source import names_in
from smtptui.formats._base import Format


class FoundFile(NamedTuple):
    """A file that may be of these formats; it was not opened."""

    path: Path
    formats: tuple[str, ...]
    readable: bool


def found_files(root: Path = Path("/")) -> Sequence[FoundFile]:
    """The files that stand where one of our formats usually stands, in the order of their paths.

    `root` stands in place of /, and what a link leads out of it to is left out. The current folder and the home folder
    are themselves where they lie in it.
    """
    top = root.resolve()
    there: dict[Path, list[str]] = {}
    for name in formats.names():
        for path in dict.fromkeys(path for place in _places(formats.load(name)) for path in _existing(top, place)):
            there.setdefault(path, []).append(name)
    return [FoundFile(path, tuple(names), os.access(path, os.R_OK)) for path, names in sorted(there.items())]


def found_variables(variables: Mapping[str, str]) -> Sequence[str]:
    """The names of the variables of this process that speak of mail."""
    return names_in(variables)


def _places(known: Format) -> Iterator[str]:
    if known.has_usual_path:
        yield known.path
    if known.signs is not None:
        yield from known.signs.places


def _existing(top: Path, place: str) -> Iterator[Path]:
    pattern = _below(top, place)
    for found in glob.iglob(pattern) if "*" in place else (pattern,):
        path = Path(found)
        if os.path.isfile(path) and path.resolve().is_relative_to(top):
            yield path


def _below(top: Path, place: str) -> str:
    head, _, rest = place.partition("/")
    if head == "":
        return f"{glob.escape(str(top)) if '*' in place else top}/{rest}".replace("//", "/")
    folder = Path.cwd() if head == "." else Path(os.path.expanduser("~"))
    if head == "~" and not folder.is_relative_to(top):
        folder = top / str(folder).lstrip("/")
    return f"{glob.escape(str(folder)) if '*' in place else folder}/{rest}"
