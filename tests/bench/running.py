"""Processes and the clock."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import median

Words = tuple[str | os.PathLike[str], ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A program to run, with nothing around it but `environment`."""

    words: Words
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end."""

    wall_s: float
    peak_octets: int


def run(command: Command) -> Run:
    """Run a command to its end, unheard. Raises RuntimeError when it fails: a failure is no figure."""
    silence = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ]
    began = time.perf_counter()
    pid = os.posix_spawnp(command.words[0], list(command.words), command.environment, file_actions=silence)
    _, status, usage = os.wait4(pid, 0)
    wall_s = time.perf_counter() - began
    if status != 0:
        raise RuntimeError(f"{os.fspath(command.words[0])} ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts in KiB (getrusage(2)).
    return Run(wall_s, usage.ru_maxrss * 1024)


def medians_s(commands: Sequence[Command], times: int) -> list[float]:
    """The median wall time of each command."""
    return medians_of([partial(_wall_s, command) for command in commands], times)


def medians_of(measures: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The median of each measure, taken by turns so that a busy moment meets them all.

    A first round, which warms the caches, is not counted.
    """
    rounds = [[measure() for measure in measures] for _ in range(times + 1)]
    return [median(values) for values in zip(*rounds[1:], strict=True)]


def _wall_s(command: Command) -> float:
    return run(command).wall_s
