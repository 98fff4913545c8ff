"""A key in a form while fifty probes run: from the key to its letter on the screen."""

import time
from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median

from tests.bench.app_start import ours
from tests.bench.figure import Figure, milliseconds, percentile_99
from tests.bench.ground import Ground
from tests.bench.terminal import Pressed, Terminal, on_a_terminal

_PROBE_ALL, _ENTER, _SETTINGS, _TAB, _ESCAPE = b"\x0c", b"\r", b"\x1bOQ", b"\t", b"\x1b"
# Fifty at once: so many that they outlast the typing.
_PROFILES = 6_000
_ROUND_TRIP_S = 0.05
_KEYS = 300
_LETTERS = "абвгджзиклмнопрстуфхцчшщыэюя"
# As fast as a quick typist.
_PAUSE_S = 0.05
_SETTLING_S = 1.0
_PATIENCE_S = 30.0
_AIM_S = 0.050


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """The median and the 99th percentile, without probes and with them."""
    app = ours(ground, ground.config(ground.port(_ROUND_TRIP_S), _PROFILES))
    with on_a_terminal(app.command) as terminal:
        app.wait(terminal, _SETTLING_S)
        yield from _figures("nothing runs", list(_keys(terminal)))
        terminal.type(_PROBE_ALL)
        _expect(terminal, b"running")
        terminal.type(_ENTER)
        _expect(terminal, b"Settings")
        busy = list(_keys(terminal))
        terminal.type(_PROBE_ALL)
        # What was measured after the last probe would say nothing.
        _expect(terminal, b" running")
        terminal.type(_ESCAPE)
        _expect(terminal, b"stopped")
    yield from _figures("50 probes run", busy)


def _figures(what: str, keys: list[Pressed]) -> Iterator[Figure]:
    yield milliseconds(f"a key in a form while {what}, median", median(key.wall_s for key in keys), _AIM_S, 1.0)
    yield milliseconds(
        f"a key in a form while {what}, 99th pct", percentile_99([key.wall_s for key in keys]), _AIM_S, 1
    )
    yield milliseconds(
        "the same in the loop's own time, 99th pct", percentile_99([key.loop_s for key in keys]), _AIM_S, 1
    )


def _keys(terminal: Terminal) -> Iterator[Pressed]:
    """In the form's second field, which takes text; the first one is a choice."""
    for key in (_SETTINGS, _TAB):
        terminal.type(key)
        # The form itself shows nothing of the probes.
        terminal.octets_until_quiet(_SETTLING_S)
    for letter in islice(cycle(_LETTERS), _KEYS):
        terminal.octets_within(_PAUSE_S)
        loop_s, began = terminal.loop_s(), time.perf_counter()
        terminal.type(letter.encode())
        _expect(terminal, letter.encode())
        yield Pressed(time.perf_counter() - began, terminal.loop_s() - loop_s)


def _expect(terminal: Terminal, shown: bytes) -> None:
    if not terminal.shows(shown, _PATIENCE_S):
        raise RuntimeError(f"the app did not show {shown.decode()!r}")
