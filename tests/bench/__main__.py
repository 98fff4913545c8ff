"""`python -m tests.bench [NAME …]`: the speed of the program as ratios, measured in one run.

Ratios, because both sides of one meet the same machine; no test asserts them, because machines are busy.
"""

import argparse
from collections.abc import Callable, Iterator

from tests.bench import (
    app_scale,
    app_start,
    keys_while_probing,
    many_probes,
    one_probe,
    relay_queue,
    relay_screen,
    switcher,
    terminal_octets,
)
from tests.bench.figure import Figure, heading, line
from tests.bench.ground import Ground, prepared

_BENCHES: dict[str, Callable[[Ground, int], Iterator[Figure]]] = {
    "one-probe": one_probe.figures,
    "many-probes": many_probes.figures,
    "app-start": app_start.figures,
    "app-scale": app_scale.figures,
    "switcher": switcher.figures,
    "keys-while-probing": keys_while_probing.figures,
    "relay-queue": relay_queue.figures,
    "relay-screen": relay_screen.figures,
    "probe-bytes": terminal_octets.figures,
}


def main() -> None:
    """Run the benches asked for, or all, and print each figure as soon as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*_BENCHES, []], metavar="NAME", help=", ".join(_BENCHES))
    parser.add_argument("--times", type=int, default=15, help="runs behind each median (default: 15)")
    arguments = parser.parse_args()
    print(heading())
    with prepared() as ground:
        for name in arguments.names or _BENCHES:
            for figure in _BENCHES[name](ground, arguments.times):
                print(line(figure), flush=True)


if __name__ == "__main__":
    main()
