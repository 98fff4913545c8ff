"""The app with many profiles: how long until its form takes keys, and how much memory it holds."""

from collections.abc import Iterator

from tests.bench.app_start import ours
from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import medians_of
from tests.bench.terminal import on_a_terminal

_FEW, _MANY, _MOST = 10, 1_000, 10_000
_AIM_OF_MANY = 1.3
_LATER_S = 0.5
_MEMORY_MB = 200.0


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """Start with 1,000 and with 10,000 profiles against ten, and the memory of the most."""
    few, many, most = (ours(ground, ground.config(ground.port(), count)) for count in (_FEW, _MANY, _MOST))
    few_s, many_s, most_s = medians_of([few.seconds, many.seconds, most.seconds], times)
    yield milliseconds(f"start with {_MANY:,} profiles, against {_FEW}", many_s, few_s, _AIM_OF_MANY)
    yield milliseconds(f"later with {_MOST:,} profiles than with {_FEW}", most_s - few_s, _LATER_S, 1.0)
    with on_a_terminal(most.command) as terminal:
        most.wait(terminal)
        terminal.answer(b"\x14")
        yield Figure(f"memory with {_MOST:,} profiles", terminal.peak_octets() / 1e6, _MEMORY_MB, "MB", 1.0)
