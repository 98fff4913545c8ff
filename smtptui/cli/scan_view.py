"""`smtptui import --scan`: what there is, and on a terminal the question which of it to read."""

import os
from collections.abc import Sequence
from pathlib import Path

from smtptui.cli.columns import filled
from smtptui.cli.console import Console
from smtptui.cli.secret_place import answer, someone_is_there
from smtptui.core.importing.scan import found_files, found_variables

_PATH, _READABLE = 46, 13


def scan(console: Console, root: Path, *, as_json: bool) -> str | None:
    """List it; the word to import where somebody chose one."""
    files, variables = found_files(root), found_variables(os.environ)
    if as_json:
        listed = [{"path": str(one.path), "formats": list(one.formats), "readable": one.readable} for one in files]
        console.json({"files": listed, "environment": list(variables)})
        return None
    for number, one in enumerate(files, 1):
        path, readable = filled(str(one.path), _PATH), "" if one.readable else "not readable"
        console.data(f"{number:>3}  {path}  {readable:<{_READABLE}} {', '.join(one.formats)}".rstrip())
    if variables:
        console.data(f"{len(files) + 1:>3}  {filled('env:', _PATH)}  {'':<{_READABLE}} {', '.join(variables)}")
    return _chosen(console, [*(str(one.path) for one in files), *(("env:",) if variables else ())])


def _chosen(console: Console, words: Sequence[str]) -> str | None:
    if not words:
        console.talk("nothing that smtptui knows stands where it usually does")
        return None
    if not someone_is_there():
        console.talk("nothing of it was read: `smtptui import PATH` reads one")
        return None
    console.talk("Nothing of it was read yet.")
    number = answer("read one? Its number, or Enter for none: ")
    return words[int(number) - 1] if number and number.isdecimal() and 1 <= int(number) <= len(words) else None
