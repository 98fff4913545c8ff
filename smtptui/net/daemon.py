"""Blocking calls that may never return, in threads that nothing waits for."""

import asyncio
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def in_daemon(function: Callable[[], T], name: str) -> T:
    """Run `function` in a daemon thread and await it.

    When the waiting task is cancelled the thread is abandoned: unlike the loop's default executor, neither Ctrl-C nor
    the end of `asyncio.run` waits for it. A lookup against a dead name server can take minutes.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def deliver(give: Callable[[], None]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(lambda: None if future.done() else give())

    def work() -> None:
        try:
            value = function()
        except Exception as error:  # noqa: BLE001 - whatever it is belongs to the awaiting task
            failed = error
            deliver(lambda: future.set_exception(failed))
        else:
            deliver(lambda: future.set_result(value))

    threading.Thread(target=work, name=name, daemon=True).start()
    return await future
