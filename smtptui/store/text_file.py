"""Somebody else's text file, read so that it can be written back byte for byte."""

import codecs
import os
import stat
from pathlib import Path
from typing import NamedTuple

from smtptui.errors import WriteError

_LARGEST_OCTETS = 10_000_000
_UNCHANGED = "nothing in it was changed"
UTF8, UTF8_WITH_MARK, LATIN1 = "utf-8", "utf-8-sig", "latin-1"


class TextFile(NamedTuple):
    """A file's text without its byte order mark, and the encoding that gives its octets back.

    What is no UTF-8 counts as Latin-1, which gives every octet back whatever it was meant to be; `foreign_line` is then
    the first line that is no UTF-8.
    """

    text: str
    encoding: str = UTF8
    foreign_line: int | None = None


def read_text_file(path: Path) -> TextFile | None:
    """The file at `path`, None where there is none. Raises WriteError for what is no text of ordinary size."""
    try:
        octets = _octets(path)
    except FileNotFoundError:
        if path.is_symlink():
            raise WriteError(f"{path} is a link to {os.readlink(path)}, which is not there", _UNCHANGED) from None
        return None
    except OSError as error:
        raise WriteError(f"{path} could not be read: {error.strerror}", _UNCHANGED) from error
    if len(octets) > _LARGEST_OCTETS:
        raise WriteError(f"{path} is larger than {_LARGEST_OCTETS // 1_000_000} MB", "is that the right file?")
    if b"\0" in octets:
        line = octets.count(b"\n", 0, octets.index(b"\0")) + 1
        raise WriteError(f"{path}, line {line}: holds a NUL and is no text", _UNCHANGED)
    return _decoded(octets)


def _octets(path: Path) -> bytes:
    # A FIFO would keep us waiting for whoever writes to it.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(0, "it is not a regular file")
        return file.read(_LARGEST_OCTETS + 1)


def _decoded(octets: bytes) -> TextFile:
    encoding = UTF8_WITH_MARK if octets.startswith(codecs.BOM_UTF8) else UTF8
    try:
        return TextFile(octets.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return TextFile(octets.decode(LATIN1), LATIN1, octets.count(b"\n", 0, error.start) + 1)
