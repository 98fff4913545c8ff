"""What was exported last, for the app to offer first: a file in the state folder, of names and paths alone."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from smtptui.model.last_export import LastExport
from smtptui.store.atomic import write_atomically
from smtptui.store.paths import state_folder

_VERSION = 1
_MOST = 20


def last_exports() -> Sequence[LastExport]:
    """The last one first; none where the file is not there, or was not written by us."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        values: dict[str, Any] = json.loads(_path().read_bytes())
        if values["version"] == _VERSION:
            return [LastExport(**one) for one in values["last_first"]]
    return []


def remember_export(used: LastExport) -> None:
    """Put it before the others. Raises WriteError."""
    others = [one for one in last_exports() if one.key != used.key]
    kept = [one._asdict() for one in (used, *others)][:_MOST]
    write_atomically(_path(), json.dumps({"version": _VERSION, "last_first": kept}).encode())


def _path() -> Path:
    return state_folder() / "exports.json"
