"""How the app ends when nobody asked it to: the line breaks (SIGHUP), or the machine goes down (SIGTERM)."""

import asyncio
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from textual.worker import Worker

from smtptui.tui.desk import Desk

# What the command line ends with for the same.
INTERRUPTED, UNKNOWN_OUTCOME = 130, 20
# Who sends SIGTERM sends SIGKILL soon after.
_PATIENCE_S = 3.0
# Workers that leave themselves, and one that goes on to its end: half a save is a profile without its secret.
LEAVING, SAVING = "leave", "save"


@contextmanager
def ended_by_signals(leave: Callable[[], object]) -> Iterator[None]:
    """While inside, SIGHUP and SIGTERM call `leave`."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGHUP, signal.SIGTERM)
    for number in signals:
        loop.add_signal_handler(number, leave)
    try:
        yield
    finally:
        for number in signals:
            loop.remove_signal_handler(number)


async def end_sessions(workers: Iterable[Worker[object]], desks: Iterable[Desk]) -> bool:
    """Cancel what runs and wait until the history knows of it; whether a message's outcome is unknown now."""
    from smtptui.model.report import Outcome

    opened = [one for desk in desks for one in desk.opened]
    running = [session for one in opened for session in one.sessions.values() if session.running]
    ending = [worker for worker in workers if worker.group != LEAVING]
    for worker in ending:
        if worker.group != SAVING:
            worker.cancel()
    ends = asyncio.gather(*(worker.wait() for worker in ending), return_exceptions=True)
    await asyncio.wait([ends], timeout=_PATIENCE_S)
    deliveries = [session.report.delivery for session in running if session.report]
    return any(delivery is not None and delivery.outcome is Outcome.UNKNOWN for delivery in deliveries)
