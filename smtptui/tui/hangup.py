"""A line that breaks without a signal: in a container the terminal is not the session's own, and nobody is told."""

import os
import select
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread


@contextmanager
def watching_the_line(terminal: int, lost: Callable[[], object]) -> Iterator[None]:
    """While inside, `lost` is called in another thread when the other end of the terminal goes.

    Only then: reading and writing tell it when there is something to read or to write, which may be never.
    """
    heard, end = os.pipe()
    watcher = Thread(target=_watch, args=(terminal, heard, lost), name="line", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        os.close(end)
        watcher.join()
        os.close(heard)


def _watch(terminal: int, heard: int, lost: Callable[[], object]) -> None:
    # poll(2) reports POLLHUP unasked: on the terminal when its line breaks, on the pipe when it is closed to end this.
    ends = select.poll()
    ends.register(terminal, 0)
    ends.register(heard, 0)
    if terminal in {number for number, _ in ends.poll()}:
        lost()
