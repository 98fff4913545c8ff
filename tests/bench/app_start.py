"""The app beside an empty one of Textual's: from the start of the process to a field that shows what is typed."""

import os
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import Command, medians_of

_AIM = 1.8
_COLUMNS, _LINES = 80, 24
# A letter that no app shows by itself.
_LETTER = "Ж".encode()
# A key that came before there was a field to take it is lost, and typed again.
_TYPED_EVERY_S = 0.05
_PATIENCE_S = 30.0
_PLAIN_APP = Path(__file__).with_name("plain_app.py")


class _App(NamedTuple):
    """An app to start: `painted` is on its screen once its form is, `keys` put the letter into a field."""

    command: Command
    painted: bytes
    keys: bytes


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """The one figure."""
    # In our form the first field is a choice, and the one below it takes text.
    ours = _App(ground.smtptui("--config", ground.config(ground.port())), b"Tests go to", b"\t" + _LETTER)
    plain = _App(Command((ground.installed.python, _PLAIN_APP), ground.environment()), b"palette", _LETTER)
    ours_s, plain_s = medians_of([partial(_until_typed_s, ours), partial(_until_typed_s, plain)], times)
    yield milliseconds("the app until its form takes keys, against none", ours_s, plain_s, _AIM)


def _until_typed_s(app: _App) -> float:
    """From the process's start to the letter on its screen."""
    here, there = _terminal()
    began = time.perf_counter()
    environment = {**app.command.environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    with subprocess.Popen(
        app.command.words, env=environment, stdin=there, stdout=there, stderr=there, start_new_session=True
    ) as process:
        os.close(there)
        try:
            _until(here, app.painted, _PATIENCE_S)
            while not _until(here, _LETTER, _TYPED_EVERY_S, keys=app.keys):
                pass
            return time.perf_counter() - began
        finally:
            process.kill()
            os.close(here)


def _until(terminal: int, expected: bytes, patience_s: float, keys: bytes = b"") -> bool:
    """Type `keys` and read until `expected` was shown; whether it was. Raises OSError when the app has ended."""
    shown, end = b"", time.perf_counter() + patience_s
    os.write(terminal, keys)
    while expected not in shown:
        if not select.select([terminal], [], [], max(0.0, end - time.perf_counter()))[0]:
            return False
        shown += os.read(terminal, 65536)
    return True


def _terminal() -> tuple[int, int]:
    """Both ends of a terminal that shows nothing by itself: what comes back was drawn by the app."""
    here, there = os.openpty()
    ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", _LINES, _COLUMNS, 0, 0))
    modes = termios.tcgetattr(there)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(there, termios.TCSANOW, modes)
    return here, there
