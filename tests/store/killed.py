"""A process that is killed before each of its calls to the system that change or open a file, one after the other."""

import os
import signal
import sys
from collections.abc import Callable

# Audit events are what Python says before it asks the system.
_STEPS = frozenset(
    f"os.{name}" for name in ("link", "rename", "chmod", "chown", "remove", "mkdir", "rmdir", "truncate")
) | {"open", "fcntl.flock"}


# What changes a file that is there; to open one for writing is none of these.
CHANGES = _STEPS - {"open", "fcntl.flock"}


def at_every_step(work: Callable[[], object], looked_at: Callable[[int], None], steps: frozenset[str] = _STEPS) -> int:
    """Carry out `work` in a child that is killed before its first step, its second, and so on until it ends.

    `looked_at` is called with the step's number after each; the number of the last is returned.
    """
    step = 1
    while True:
        child = os.fork()
        if child == 0:
            _carry_out(work, step, steps)
        _, status = os.waitpid(child, 0)
        ended = os.waitstatus_to_exitcode(status)
        assert ended in (0, -signal.SIGKILL), ended
        looked_at(step)
        if ended == 0:
            return step
        step += 1


def _carry_out(work: Callable[[], object], step: int, steps: frozenset[str]) -> None:
    left = step

    def count(event: str, arguments: object) -> None:
        nonlocal left
        if event not in steps:
            return
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        sys.addaudithook(count)
        work()
        os._exit(0)
    finally:
        os._exit(1)
