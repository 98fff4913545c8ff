"""A server on loopback whose sessions end quietly with the bench."""

import asyncio
from collections.abc import Awaitable, Callable

Converse = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def listen(converse: Converse) -> asyncio.Server:
    """Listen on a free port of loopback; each connection is a task of its own.

    The tasks that asyncio would make itself report it as a failure when they are cancelled.
    """
    tasks: set[asyncio.Future[None]] = set()

    def begin(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(converse(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    return await asyncio.start_server(begin, "127.0.0.1", backlog=256)
