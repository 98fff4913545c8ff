"""The app beside an empty one of Textual's: from the start of the process to a field that shows what is typed."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import Command, medians_of
from tests.bench.terminal import Terminal, on_a_terminal

_AIM = 1.7
# A letter that no app shows by itself.
_LETTER = "Ж".encode()
# A key that came before there was a field to take it is lost, and typed again.
_TYPED_EVERY_S = 0.05
_PATIENCE_S = 30.0
_PLAIN_APP = Path(__file__).with_name("plain_app.py")


class Start(NamedTuple):
    """An app to start: `painted` is on its screen once its form is, `keys` put the letter into a field."""

    command: Command
    painted: bytes
    keys: bytes

    def seconds(self) -> float:
        """From the process's start to the letter on its screen."""
        began = time.perf_counter()
        with on_a_terminal(self.command) as terminal:
            self.wait(terminal)
            return time.perf_counter() - began

    def wait(self, terminal: Terminal, typed_every_s: float = _TYPED_EVERY_S) -> None:
        """Until a field takes keys; where they are only late, typing them again goes on to further fields."""
        terminal.shows(self.painted, _PATIENCE_S)
        terminal.type(self.keys)
        while not terminal.shows(_LETTER, typed_every_s):
            terminal.type(self.keys)


def ours(ground: Ground, config: Path) -> Start:
    """Our app on a configuration: its first field is a choice, and the one below it takes text."""
    return Start(ground.smtptui("--config", config), b"Tests go to", b"\t" + _LETTER)


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """The one figure."""
    app = ours(ground, ground.config(ground.port()))
    plain = Start(Command((ground.installed.python, _PLAIN_APP), ground.environment()), b"palette", _LETTER)
    ours_s, plain_s = medians_of([app.seconds, plain.seconds], times)
    yield milliseconds("the app until its form takes keys, against none", ours_s, plain_s, _AIM)
