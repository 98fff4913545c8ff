"""Sessions in a loop of their own, in a thread: what fifty of them compute keeps no keyboard waiting.

Reading a queue of fifty thousand messages is such work, too.
"""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import aclosing
from functools import cache
from typing import Any, Final, TypeVar

T = TypeVar("T")


class _End:
    """Stands behind the last event."""


_END: Final = _End()


async def apart(begin: Callable[[], AsyncGenerator[T, None]]) -> AsyncGenerator[T, None]:
    """The events of a session that runs in the other loop. Close it to end the session."""
    here, told = asyncio.get_running_loop(), asyncio.Queue[T | _End]()

    def tell(event: T | _End) -> None:
        # What ends behind the app's own end has nobody to tell.
        if not here.is_closed():
            here.call_soon_threadsafe(told.put_nowait, event)

    async def follow() -> None:
        async with aclosing(begin()) as events:
            async for event in events:
                tell(event)

    running = asyncio.run_coroutine_threadsafe(follow(), _loop())
    running.add_done_callback(lambda _: tell(_END))
    try:
        while not isinstance(event := await told.get(), _End):
            yield event
        running.result()
    finally:
        running.cancel()


async def done_apart(begin: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What a coroutine returns that runs in the other loop. Cancelling the wait cancels it there."""
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(begin(), _loop()))


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The loop, which runs until the program ends."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return loop
