"""Two hundred profiles of different accounts through a long line, beside one of them."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figure import Figure, milliseconds
from tests.bench.ground import Ground
from tests.bench.running import medians_s, run

_ROUND_TRIP_S = 0.05
_PROFILES = 200
_LARGEST_OCTETS = 150_000_000
# A run takes as long as several single probes: fewer of them settle the median.
_FEWER = 3


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """Time and memory."""
    port = ground.port(_ROUND_TRIP_S)
    every = ground.smtptui("probe", "--all", "--config", ground.config(port, _PROFILES))
    [one_s] = medians_s([ground.smtptui("probe", "--config", ground.config(port))], times)
    runs = [run(every) for _ in range(max(1, times // _FEWER))]
    what = f"{_PROFILES} profiles through {_ROUND_TRIP_S * 1000:.0f} ms"
    yield milliseconds(f"{what}, against one", median(run.wall_s for run in runs), one_s, 5.0)
    peak_octets = max(run.peak_octets for run in runs)
    yield Figure(f"{what}, peak memory", peak_octets / 1e6, _LARGEST_OCTETS / 1e6, "MB", 1.0)
