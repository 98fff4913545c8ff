"""Where the files of an export are."""

import os
from collections.abc import Callable
from pathlib import Path

from smtptui.formats._base import Format
from smtptui.store.placing import under

Places = Callable[[Format], Path | None]


def nowhere(known: Format) -> Path | None:
    """For an export that is only printed."""
    return None


def beside(path: Path, known: Format) -> Places:
    """The format's own file at `path`, its companions in the same folder."""

    def place(one: Format) -> Path:
        return path if one.title == known.title else path.parent / Path(one.path).name

    return place


def installed(root: Path) -> Places:
    """Each file where its reader looks, under `root`. Raises WriteError where a link leads out of it."""
    return lambda one: under(root, os.path.expanduser(one.path))
