"""Files by path, as an operator types them: quoted as for a shell, `~` for home, several with blanks between."""

import os
import re
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import MisuseError
from smtptui.text import printable

_OFFERED = 20
# The last word, which is being typed; a blank behind a backslash belongs to it.
_LAST_WORD = re.compile(r"(?:[^\s\\]|\\.)*$", re.DOTALL)


class SeenFile(NamedTuple):
    """A file that was named: its size, or what is wrong with it. `name` is safe to show."""

    name: str
    size_octets: int | None
    problem: str | None = None


class Offer(NamedTuple):
    """A way to go on typing: the whole text then, and the words to offer it with."""

    text: str
    words: str


class SeenFiles(NamedTuple):
    """What stands at the paths, and how the last of them may go on."""

    files: tuple[SeenFile, ...] = ()
    offers: tuple[Offer, ...] = ()
    problem: str | None = None


def paths_in(typed: str) -> tuple[Path, ...]:
    """The paths, `~` expanded. Raises MisuseError where a quote is open."""
    import shlex

    try:
        return tuple(_path(word) for word in shlex.split(typed))
    except ValueError:
        raise MisuseError("a quote is open in the paths", "close it, or put a backslash before it") from None


def seen_files(typed: str) -> SeenFiles:
    """Look at what was typed so far; it reads folders and sizes, nothing else."""
    offers = tuple(_offers(typed))
    try:
        return SeenFiles(tuple(map(_seen, paths_in(typed))), offers)
    except MisuseError as error:
        return SeenFiles(offers=offers, problem=error.message)


def _path(word: str) -> Path:
    return Path(os.path.expanduser(word))


def _seen(path: Path) -> SeenFile:
    name = printable(path.name or str(path))
    try:
        found = path.stat()
    except FileNotFoundError:
        return SeenFile(name, None, "there is no such file")
    except (OSError, ValueError) as error:
        return SeenFile(name, None, getattr(error, "strerror", None) or "no path can be so")
    if stat.S_ISDIR(found.st_mode):
        return SeenFile(name, None, "is a folder")
    return SeenFile(name, found.st_size) if stat.S_ISREG(found.st_mode) else SeenFile(name, None, "is no file")


def _offers(typed: str) -> Sequence[Offer]:
    """What is in the folder of the last path and begins as it does; hidden files only where a dot was typed."""
    found = _LAST_WORD.search(typed)
    word = found[0] if found else ""
    if not word or "'" in word or '"' in word:
        return ()
    before, folder, start = typed[: len(typed) - len(word)], *_split(word)
    known = []
    for name, is_folder in _entries(_path(_unescaped(folder))):
        if name.startswith(_unescaped(start)) and (start or not name.startswith(".")):
            end = "/" if is_folder else ""
            known.append(Offer(f"{before}{folder}{_escaped(name)}{end}", printable(f"{name}{end}")))
    return [offer for offer in sorted(known, key=lambda offer: offer.words) if offer.text != typed][:_OFFERED]


def _split(word: str) -> tuple[str, str]:
    folder, slash, start = word.rpartition("/")
    return folder + slash, start


def _entries(folder: Path) -> Sequence[tuple[str, bool]]:
    try:
        with os.scandir(folder) as found:
            return [(entry.name, entry.is_dir()) for entry in found]
    except (OSError, ValueError):
        # A folder that cannot be read offers nothing; the path itself says what is wrong with it.
        return ()


def _unescaped(word: str) -> str:
    return re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL)


def _escaped(name: str) -> str:
    return re.sub(r"([^\w.,@%+=:/~-])", r"\\\1", name)
