"""The app beside an empty one of Textual's: from the start of the process to a field that shows what is typed."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import Command, medians_of
from tests.bench.terminal import on_a_terminal

_AIM = 1.8
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
    began = time.perf_counter()
    with on_a_terminal(app.command) as terminal:
        terminal.shows(app.painted, _PATIENCE_S)
        while True:
            terminal.type(app.keys)
            if terminal.shows(_LETTER, _TYPED_EVERY_S):
                return time.perf_counter() - began
