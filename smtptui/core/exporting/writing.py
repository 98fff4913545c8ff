"""The files of an export, written where its reader looks or where the operator wants them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from smtptui.core.exporting.export import Export, Rendering
from smtptui.store.atomic import write_atomically
from smtptui.store.placing import Placed, Placement, place_all


def write(file: Rendering) -> None:
    """Write to a file of the operator's choice. Raises WriteError.

    A new file is for its owner alone; one that is edited keeps its mode, for its reader may be somebody else.
    """
    if file.path is None:
        raise ValueError("standard output is no file")
    edits = file.existing is not None and file.format.insert is not None
    write_atomically(file.path, file.octets, keep_mode=edits)


def install(exported: Export, root: Path) -> Mapping[Path, Placed]:
    """Write what is new where the reader looks, with owner and mode, keeping copies of what was there.

    All of the files, or none. Raises WriteError.
    """
    # Its own file comes last: until then the reader knows nothing of the others.
    new = [file for file in reversed(exported.files) if file.is_new]
    return {placed.path: placed for placed in place_all(placements(new, root), root)}


def placements(rendered: Sequence[Rendering], root: Path) -> Sequence[Placement]:
    """What shall stand where below `root`, for files whose links are resolved."""
    top = root.resolve()
    return [
        Placement(f"/{file.path.relative_to(top)}", file.octets, file.format.owner, file.format.mode)
        for file in rendered
        if file.path is not None
    ]
