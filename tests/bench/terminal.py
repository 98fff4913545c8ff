"""A program on a terminal of 80 columns and 24 lines that shows nothing by itself: what comes back was drawn by it."""

import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import ioctl

from tests.bench.running import Command

_COLUMNS, _LINES = 80, 24


@dataclass(frozen=True, slots=True)
class Terminal:
    """Our end of it."""

    end: int

    def type(self, keys: bytes) -> None:
        """Press these keys."""
        os.write(self.end, keys)

    def shows(self, expected: bytes, patience_s: float) -> bool:
        """Read until `expected` was shown; whether it was. Raises OSError when the program has ended."""
        shown, until = b"", time.perf_counter() + patience_s
        while expected not in shown:
            octets = self._read(until - time.perf_counter())
            if not octets:
                return False
            shown += octets
        return True

    def octets_until_quiet(self, quiet_s: float) -> int:
        """How much is written until nothing comes for `quiet_s`."""
        count = 0
        while octets := self._read(quiet_s):
            count += len(octets)
        return count

    def octets_within(self, span_s: float) -> int:
        """How much is written in this time."""
        count, until = 0, time.perf_counter() + span_s
        while octets := self._read(until - time.perf_counter()):
            count += len(octets)
        return count

    def _read(self, patience_s: float) -> bytes:
        ready = select.select([self.end], [], [], max(0.0, patience_s))[0]
        return os.read(self.end, 65536) if ready else b""


@contextmanager
def on_a_terminal(command: Command) -> Iterator[Terminal]:
    """Run the program there; it is killed at the end."""
    here, there = _pair()
    environment = {**command.environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with subprocess.Popen(
        command.words, env=environment, stdin=there, stdout=there, stderr=there, start_new_session=True
    ) as process:
        os.close(there)
        try:
            yield Terminal(here)
        finally:
            process.kill()
            os.close(here)


def _pair() -> tuple[int, int]:
    here, there = os.openpty()
    ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    modes = termios.tcgetattr(there)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(there, termios.TCSANOW, modes)
    return here, there
