"""A key in the switcher over 10,000 profiles, until the last octet that the app draws for it."""

import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

from tests.bench.app_start import ours
from tests.bench.figure import Figure, milliseconds, percentile_99
from tests.bench.ground import Ground
from tests.bench.terminal import Pressed, Terminal, on_a_terminal

_SWITCH, _ESCAPE, _BACKSPACE = b"\x14", b"\x1b", b"\x7f"
_QUERIES = ("invoice", "shop prod", "mail", "smtp.north", "ops@", "relay-07", "a", "prodshop", "zzz")
_MEDIAN_S, _WORST_S, _OPENING_S = 0.016, 0.050, 0.1
_PROFILES = 10_000
_PATIENCE_S = 30.0
_SETTLING_S = 1.0


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """Opening it, and the median and the 99th percentile of keys."""
    app = ours(ground, _config(ground))
    with on_a_terminal(app.command, 120, 36) as terminal:
        app.wait(terminal)
        terminal.octets_within(_SETTLING_S)
        first, *openings = [_opening(terminal) for _ in range(max(2, times))]
        terminal.answer(_SWITCH)
        keys = [key for _ in range(times) for query in _QUERIES for key in _typed(terminal, query)]
    what = f"opening the switcher over {_PROFILES:,} profiles"
    yield milliseconds(f"{what}, first", first.wall_s, _OPENING_S, 1.0)
    yield milliseconds(f"{what}, later", median(opening.wall_s for opening in openings), _OPENING_S, 1.0)
    yield milliseconds("the same in the loop's own time", median(key.loop_s for key in openings), _OPENING_S, 1.0)
    walls, loops = zip(*keys, strict=True)
    yield milliseconds(f"a key in it to its paint, median of {len(keys)}", median(walls), _MEDIAN_S, 1.0)
    yield milliseconds("the same in the loop's own time", median(loops), _MEDIAN_S, 1.0)
    yield milliseconds("a key in it to its paint, 99th percentile", percentile_99(walls), _WORST_S, 1.0)
    yield milliseconds("the same in the loop's own time", percentile_99(loops), _WORST_S, 1.0)


def _opening(terminal: Terminal) -> Pressed:
    loop_s, began = terminal.loop_s(), time.perf_counter()
    terminal.type(_SWITCH)
    terminal.shows(f"{_PROFILES:,} profiles".encode(), _PATIENCE_S)
    opening = Pressed(time.perf_counter() - began, terminal.loop_s() - loop_s)
    terminal.answer(_ESCAPE)
    return opening


def _typed(terminal: Terminal, query: str) -> Iterator[Pressed]:
    """Type it letter by letter, and take it back."""
    yield from (terminal.answer(letter.encode()) for letter in query)
    yield from (terminal.answer(_BACKSPACE) for _ in query)


def _config(ground: Ground) -> Path:
    """Profiles with names as people give them, that have much in common."""
    whats, wheres = ("invoices", "shop", "relay", "newsletter", "alerts", "mailbox"), ("prod", "staging", "test", "dev")
    providers = ("ses", "gmail", "mailjet", "postmark", "sendgrid", "custom")
    path = ground.folder / "switcher.toml"
    lines = ['active = "invoices-prod-0000"']
    for number, (place, where, what) in zip(range(_PROFILES), product(range(_PROFILES), wheres, whats), strict=False):
        lines += [
            f"[profiles.{what}-{where}-{place:04}]",
            f'provider = "{providers[number % len(providers)]}"',
            f'host = "smtp.{("north", "south")[number % 2]}{number % 97}.example.net"',
            f'from_address = "{what}@customer{place}.example"',
            'to_address = "ops@customer.example"',
            f'group = "{where}"',
        ]
    path.write_text("\n".join([*lines, ""]))
    path.chmod(0o600)
    return path
