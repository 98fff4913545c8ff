"""The end of a file, and what is written to it afterwards, through rotation."""

import os
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

_PIECE_OCTETS = 64 * 1024
_MAXIMUM_REST_OCTETS = 64 * 1024


class Tail:
    """Reads the last lines of a file, then those that come: also when it is renamed and made anew, or emptied.

    Reading never waits. Raises OSError where the file cannot be opened first of all; a later absence is a pause.
    """

    def __init__(self, path: Path, last: int) -> None:
        self._path = path
        self._file: BinaryIO = path.open("rb")
        self._rest = b""
        self._file.seek(_start_of_last(self._file, last))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._file.close()

    def read(self) -> list[bytes]:
        """The whole lines that have come since the last call, a few hundred at a time; none where nothing has."""
        piece = self._file.read(_PIECE_OCTETS)
        if not piece:
            self._follow()
            piece = self._file.read(_PIECE_OCTETS)
        lines: list[bytes] = []
        while piece and not lines:
            *lines, rest = (self._rest + piece).split(b"\n")
            self._rest = rest[:_MAXIMUM_REST_OCTETS]
            piece = b"" if lines else self._file.read(_PIECE_OCTETS)
        return lines

    def _follow(self) -> None:
        """At the end of the file: go on with the one that has taken its name, or from its start where it was cut."""
        here = os.fstat(self._file.fileno())
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            return
        if (there.st_dev, there.st_ino) != (here.st_dev, here.st_ino):
            self._reopen()
        elif there.st_size < self._file.tell():
            self._file.seek(0)
            self._rest = b""

    def _reopen(self) -> None:
        try:
            anew = self._path.open("rb")
        except FileNotFoundError:
            return
        self._file.close()
        self._file, self._rest = anew, b""


def _start_of_last(file: BinaryIO, lines: int) -> int:
    """Where the last `lines` lines begin; the octets behind the last line end count as one that is being written."""
    end = file.seek(0, os.SEEK_END)
    wanted, position = lines + 1, end
    while position > 0:
        start = max(0, position - _PIECE_OCTETS)
        file.seek(start)
        piece = file.read(position - start)
        found = piece.count(b"\n")
        if found >= wanted:
            for _ in range(found - wanted + 1):
                start += piece.find(b"\n") + 1
                piece = piece[piece.find(b"\n") + 1 :]
            return start
        wanted, position = wanted - found, start
    return 0
