"""The program in a terminal's window: every octet it writes there, and how it leaves the terminal behind."""

import os
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import ioctl
from pathlib import Path
from typing import Any

import smtptui
from tests.real.waiting import PATIENCE_S

_ROOT = Path(smtptui.__file__).parents[1]
_SILENCE_S = 1.0


@dataclass
class Window:
    """A terminal with the program in it. `written` is everything that the program has drawn so far."""

    end: int
    there: int
    process: "subprocess.Popen[bytes]"
    modes_before: list[Any]
    written: bytes = b""
    closed: bool = False

    def type(self, keys: bytes) -> None:
        """Press these keys."""
        os.write(self.end, keys)

    def waits_for(self, expected: bytes) -> None:
        """Read until this was written after everything read before."""
        start = len(self.written)
        self.until(lambda: expected in self.written[start:], f"{expected!r} was never written")

    def until(self, condition: Callable[[], object], complaint: str) -> None:
        """Read until this holds."""
        until = time.monotonic() + PATIENCE_S
        while not condition():
            assert time.monotonic() < until, f"{complaint}: {self.written[-2000:]!r}"
            self._read(0.05)

    def settles(self) -> None:
        """Read until nothing more is drawn."""
        read = -1
        while read != len(self.written):
            read = len(self.written)
            self._read(_SILENCE_S)

    def ends(self) -> int:
        """Read until the program has ended; its exit code."""
        self.until(lambda: self.process.poll() is not None, "the program goes on")
        self._read(0.0)
        return self.process.returncode

    def stops(self) -> None:
        """Read until the program is stopped, as by Ctrl-Z."""
        self.until(self._is_stopped, "the program was not stopped")
        self._read(0.0)

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal."""
        self.process.send_signal(number)

    def close(self) -> None:
        """The line breaks: nobody is at this end any more, and the system tells the program (SIGHUP)."""
        if not self.closed:
            self.closed = True
            os.close(self.there)
            os.close(self.end)

    @property
    def modes(self) -> list[Any]:
        """How the terminal treats what is typed: echo, lines, signals."""
        return termios.tcgetattr(self.there)

    def _is_stopped(self) -> bool:
        state = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0]
        return state == "T"

    def _read(self, patience_s: float) -> None:
        while not self.closed and select.select([self.end], [], [], patience_s)[0]:
            self.written += os.read(self.end, 65536)
            patience_s = 0.0


@contextmanager
def window(
    *words: str, environment: Mapping[str, str], columns: int = 80, lines: int = 24, signals: bool = True
) -> Iterator[Window]:
    """Run Python with these words in a terminal of its own, which is the one that signals come from, if any come."""
    end, there = os.openpty()
    ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    before = termios.tcgetattr(there)
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
    environment = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "PYTHONWARNINGS": "error", **kept, **environment}
    takes = _logs_in if signals else _is_lent
    process = subprocess.Popen([sys.executable, *words], cwd=_ROOT, env=environment, preexec_fn=lambda: takes(there))
    opened = Window(end, there, process, before)
    try:
        yield opened
    finally:
        process.kill()
        process.wait()
        opened.close()


def _logs_in(there: int) -> None:
    os.login_tty(os.dup(there))


def _is_lent(there: int) -> None:
    """A terminal, but not the session's own, as in a container: nobody is told when its line breaks."""
    os.setsid()
    for number in range(3):
        os.dup2(there, number)
