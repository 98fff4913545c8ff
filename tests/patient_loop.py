"""A clock that a busy machine cannot hurry, and that nobody has to wait for."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# So many times faster time passes while there is nothing to do.
_HASTE = 20


class _Idleness(selectors.DefaultSelector):
    """Counts only the time in which nothing came."""

    passed_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is None or timeout <= 0:
            return super().select(timeout)
        came = super().select(timeout / _HASTE)
        if not came:
            self.passed_s += timeout
        return came


class _PatientLoop(asyncio.SelectorEventLoop):
    """Time stands still while there is something to do: both ends of a session are in this loop."""

    def __init__(self) -> None:
        self._idleness = _Idleness()
        super().__init__(self._idleness)

    def time(self) -> float:
        return self._idleness.passed_s


def patiently(session: Coroutine[Any, Any, T]) -> T:
    """Run it to its end: no server in it is waited for, however silent, and no busy machine makes one late."""
    with asyncio.Runner(loop_factory=_PatientLoop) as runner:
        return runner.run(session)
