"""systemd's own code for an EnvironmentFile=, without a running manager: the library that all its programs share."""

import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from smtptui.core.real_readers._asking import Answer, Question, RealReader, answered, fields_otherwise
from smtptui.core.real_readers._running import RefusedError, nameless_file, said
from smtptui.formats import _environment

_FOLDERS = ("/usr/lib/systemd", "/usr/lib64/systemd", "/usr/lib/*/systemd")
# int load_env_file(FILE *, const char *, char ***): a list of NAME=value that ends with a null pointer.
_PROGRAM = """
import ctypes, json, sys
lines = ctypes.POINTER(ctypes.c_char_p)()
if ctypes.CDLL(sys.argv[1]).load_env_file(None, sys.argv[2].encode(), ctypes.byref(lines)) != 0:
    sys.exit(1)
found = []
while lines and lines[len(found)] is not None:
    found.append(lines[len(found)].decode())
json.dump(dict(line.split("=", 1) for line in found), sys.stdout)
"""


def _ask(question: Question) -> Sequence[Answer]:
    library = _library()
    return [answered("systemd", lambda: _read(question, library))] if library else []


@cache
def _library() -> str | None:
    """The newest one that does what is expected of it: no promise of systemd's covers it."""
    found = sorted(str(path) for folder in _FOLDERS for path in Path("/").glob(f"{folder[1:]}/libsystemd-shared-*.so"))
    return next((path for path in reversed(found) if _does_as_expected(path)), None)


def _does_as_expected(path: str) -> bool:
    try:
        return _variables(path, 'A="b\\$ c"\n') == {"A": "b$ c"}
    except RefusedError:
        return False


def _variables(library: str, text: str) -> dict[str, str]:
    with nameless_file(text) as file:
        words = [sys.executable, "-I", "-c", _PROGRAM, library, f"/dev/fd/{file}"]
        return dict(json.loads(said(words, pass_fds=[file])))


def _read(question: Question, library: str) -> Sequence[str]:
    return fields_otherwise(question, _environment.values_in(_variables(library, question.text)))


READER = RealReader(("systemd-env",), _ask)
