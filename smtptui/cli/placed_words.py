"""What became of a file that was put where its reader looks, in words."""

import stat
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtptui.core.exporting.export import Rendering
    from smtptui.store.placing import Placed


def too_open(file: "Rendering") -> str | None:
    """A warning where a file that is there can be read by everybody, and its reader does not need that."""
    if file.path is None or file.format.mode & stat.S_IROTH or "secret" not in file.format.holds:
        return None
    return everybody_reads(file.path)


def everybody_reads(path: Path) -> str | None:
    """The same for any file."""
    if not path.stat().st_mode & stat.S_IROTH:
        return None
    return f"everybody on this machine can read it: `chmod o-r {path}`"


def became(file: "Rendering", placed: "Placed") -> str:
    """Who may read it now, and what the file is called that was there before."""
    owner = f"{file.format.owner} " if file.format.owner and placed.owner_kept else ""
    kept = f"; what was there is {placed.backup.name}" if placed.backup else ""
    return f"written and read back, now {owner}{file.format.mode:04o}{kept}"
