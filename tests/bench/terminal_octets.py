"""What the app writes to a terminal of 80 columns and 24 lines: a slow line carries every octet of it."""

from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.ground import Ground
from tests.bench.terminal import Terminal, on_a_terminal

_KIB = 1024
_AIM_KIB = 24
_ROUND_TRIP_S = 0.1
_PROBE_KEY = b"\x12"
# Longer than a stage takes on the line, so that a quiet terminal means that the probe has ended.
_QUIET_S = 3.0
_MINUTE_S = 60.0


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """One probe on a long line, where each stage is drawn by itself, then a minute in which nothing happens."""
    config = ground.config(ground.port(_ROUND_TRIP_S))
    with on_a_terminal(ground.smtptui("--config", config)) as terminal:
        terminal.shows(b"Tests go to", patience_s=30.0)
        terminal.octets_until_quiet(_QUIET_S)
        yield Figure("written by one probe, its room entered", _of_a_probe(terminal), _KIB, "B", _AIM_KIB)
        yield Figure("written by the next one", _of_a_probe(terminal), _KIB, "B", _AIM_KIB)
        yield Figure("written in a minute without a key", terminal.octets_within(_MINUTE_S), 1, "B", 0.0)


def _of_a_probe(terminal: Terminal) -> int:
    terminal.type(_PROBE_KEY)
    return terminal.octets_until_quiet(_QUIET_S)
