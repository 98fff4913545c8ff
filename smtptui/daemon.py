"""Blocking calls that may never return, in threads that nothing waits for."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


async def in_daemon(function: Callable[[], T]) -> T:
    """Run `function` in a daemon thread and await it; a cancelled wait abandons the thread.

    The loop's own executor is joined at the end of `asyncio.run`: Ctrl-C would wait there for a dead name server, or
    for an answer to the keyring's question.
    """
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def work() -> None:
        try:
            future.set_result(function())
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to the awaiting task
            future.set_exception(error)

    threading.Thread(target=work, daemon=True).start()
    return await asyncio.wrap_future(future)
