"""A program on a terminal that shows nothing by itself: what comes back was drawn by it."""

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
from pathlib import Path
from typing import NamedTuple

from tests.bench.running import Command

# An idle app writes nothing: so long a silence is the end of an answer.
_QUIET_S = 0.15
_PATIENCE_S = 30.0


class Pressed(NamedTuple):
    """A key: how long its answer took, and how long the program's loop worked meanwhile."""

    wall_s: float
    loop_s: float


@dataclass(frozen=True, slots=True)
class Terminal:
    """Our end of it, and the program on the other."""

    end: int
    pid: int

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
        return len(self.read_within(span_s))

    def read_within(self, span_s: float) -> bytes:
        """What is written in this time."""
        shown, until = b"", time.perf_counter() + span_s
        while octets := self._read(until - time.perf_counter()):
            shown += octets
        return shown

    def answer(self, keys: bytes) -> Pressed:
        """From these keys to the last octet that is drawn for them; no time where nothing is."""
        loop_s = self.loop_s()
        self.type(keys)
        began = last = time.perf_counter()
        while self._read(_QUIET_S):
            last = time.perf_counter()
        return Pressed(last - began, self.loop_s() - loop_s)

    def first_answer(self, keys: bytes) -> tuple[Pressed, bytes]:
        """From these keys to the first octets that are drawn, where more may come for other reasons; and the octets."""
        loop_s, began = self.loop_s(), time.perf_counter()
        self.type(keys)
        shown = self._read(_PATIENCE_S)
        return Pressed(time.perf_counter() - began, self.loop_s() - loop_s), shown

    def loop_s(self) -> float:
        """The processor time that the program's first thread, its loop, has used: other programs do not lengthen it.

        proc(5), schedstat: nanoseconds on a processor, nanoseconds waiting for one, turns.
        """
        on_processor_ns, *_ = Path(f"/proc/{self.pid}/task/{self.pid}/schedstat").read_text().split()
        return int(on_processor_ns) / 1e9

    def peak_octets(self) -> int:
        """The most memory that the program has held until now: proc(5), VmHWM, in KiB."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        [line] = [line for line in status.splitlines() if line.startswith("VmHWM:")]
        return int(line.split()[1]) * 1024

    def _read(self, patience_s: float) -> bytes:
        ready = select.select([self.end], [], [], max(0.0, patience_s))[0]
        return os.read(self.end, 65536) if ready else b""


@contextmanager
def on_a_terminal(command: Command, columns: int = 80, lines: int = 24) -> Iterator[Terminal]:
    """Run the program there; it is killed at the end."""
    here, there = _pair(columns, lines)
    environment = {**command.environment, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command.words, env=environment, stdin=there, stdout=there, stderr=there, start_new_session=True
    ) as process:
        os.close(there)
        try:
            yield Terminal(here, process.pid)
        finally:
            process.kill()
            os.close(here)


def _pair(columns: int, lines: int) -> tuple[int, int]:
    here, there = os.openpty()
    ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    modes = termios.tcgetattr(there)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(there, termios.TCSANOW, modes)
    return here, there
