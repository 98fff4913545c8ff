"""A real Postfix whose queue holds 50,000 messages: the Relay screen while it reads, and `smtptui relay queue`.

As root, with Postfix installed.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.figure import Figure, milliseconds, percentile_99
from tests.bench.ground import Ground
from tests.bench.running import Command, medians_s, run
from tests.bench.terminal import Pressed, Terminal, on_a_terminal
from tests.real.full_queue import DEFERRING, fill_queue
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.waiting import free_ports

_MESSAGES = 50_000
_DOWN, _UP, _ONLY, _ENTER, _ESCAPE = b"\x1b[B", b"\x1b[A", b"o", b"\r", b"\x1b"
_FRAME_S, _WORST_S, _SHARE, _MEMORY_OCTETS = 0.016, 0.050, 0.10, 100e6
# What the screen says while it reads the queue, and once it lists it.
_READS, _LISTED = b"reading the queue", b"the oldest"
_SEEN_S = 60.0
_SETTLING_S = 0.5
_PATIENCE_S = 300.0
# A key, and what is drawn for it, take no longer than this unless something stands in the way.
_PAUSE_S = 0.05
_AGAINST_POSTQUEUE = 2.0


def figures(ground: Ground, times: int) -> Iterator[Figure]:
    """Keys, processor and memory of the screen; the commands against postqueue alone."""
    with relay_folder() as folder, running_relay(folder, *free_ports(2), more=DEFERRING) as relay:
        fill_queue(relay, _MESSAGES)
        yield from _screen(ground, relay, times)
        for words in (("queue",), ("queue", "--json")):
            ours = ground.smtptui("relay", *words, "--instance", relay.configuration)
            theirs = Command(("postqueue", "-c", relay.configuration, "-j"), ground.environment())
            ours_s, theirs_s = medians_s([ours, theirs], min(times, 3))
            what = f"relay {' '.join(words)} of {_MESSAGES:,} real ones, against postqueue"
            yield milliseconds(what, ours_s, theirs_s, _AGAINST_POSTQUEUE)
            yield Figure("its memory", run(ours).peak_octets / 1e6, _MEMORY_OCTETS / 1e6, "MB", 1.0)


def _screen(ground: Ground, relay: Relay, times: int) -> Iterator[Figure]:
    with on_a_terminal(ground.smtptui("relay", "--instance", relay.configuration), 120, 36) as terminal:
        _expect(terminal, _LISTED)
        keys = [key for _ in range(times) for key in _keys_while_it_reads(terminal)]
        walls, loops = zip(*keys, strict=True)
        what = f"a key while {_MESSAGES:,} messages are read"
        yield milliseconds(f"{what}, median", median(walls), _FRAME_S, 1.0)
        yield milliseconds("the same in the loop's own time", median(loops), _FRAME_S, 1.0)
        yield milliseconds(f"{what}, 99th percentile", percentile_99(walls), _WORST_S, 1.0)
        yield milliseconds("the same in the loop's own time", percentile_99(loops), _WORST_S, 1.0)
        yield Figure("memory of the app", terminal.peak_octets() / 1e6, _MEMORY_OCTETS / 1e6, "MB", 1.0)
        before_s = _processor_s(terminal.pid)
        terminal.octets_within(_SEEN_S)
        share = (_processor_s(terminal.pid) - before_s) / _SEEN_S
        yield Figure("processor while the screen is seen", share * 100, _SHARE * 100, "%", 1.0)


def _keys_while_it_reads(terminal: Terminal) -> Iterator[Pressed]:
    """Choose a reason, which has the queue read, and move among the messages until they are listed."""
    terminal.type(_ONLY)
    terminal.octets_until_quiet(_SETTLING_S)
    terminal.type(_ENTER)
    _expect(terminal, _READS)
    yield from _keys_until(terminal, b"for this reason")
    terminal.type(_ESCAPE)
    _expect(terminal, _READS)
    yield from _keys_until(terminal, b"the oldest")


def _keys_until(terminal: Terminal, listed: bytes) -> Iterator[Pressed]:
    while True:
        for key in (_DOWN, _UP):
            pressed, drawn = terminal.first_answer(key)
            if listed in drawn + terminal.read_within(_PAUSE_S):
                return
            yield pressed


def _expect(terminal: Terminal, shown: bytes) -> None:
    if not terminal.shows(shown, _PATIENCE_S):
        raise RuntimeError(f"the app did not show {shown.decode()!r}")


def _processor_s(pid: int) -> float:
    """What the app and the programs it has waited for have used: proc(5), stat, fields 14 to 17."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
