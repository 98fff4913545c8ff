"""A session in a loop of its own."""

import asyncio
import threading
from collections.abc import AsyncGenerator
from contextlib import aclosing

import pytest

from smtptui.core.apart import apart, done_apart


async def test_its_events_come_in_order_from_another_thread() -> None:
    async def session() -> AsyncGenerator[tuple[int, int], None]:
        for number in range(100):
            yield number, threading.get_ident()

    events = [event async for event in apart(session)]
    assert [number for number, _ in events] == list(range(100))
    assert threading.get_ident() not in {thread for _, thread in events}


async def test_leaving_it_ends_the_session() -> None:
    ended = threading.Event()

    async def session() -> AsyncGenerator[str, None]:
        try:
            yield "begun"
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with aclosing(apart(session)) as events:
        assert await anext(events) == "begun"
    assert await asyncio.to_thread(ended.wait, 10)


async def test_what_is_done_there_is_known_here_and_ends_with_the_wait_for_it() -> None:
    begun, ended = threading.Event(), threading.Event()

    async def identity() -> int:
        return threading.get_ident()

    async def wait() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    assert await done_apart(identity) != threading.get_ident()
    waiting = asyncio.create_task(done_apart(wait))
    assert await asyncio.to_thread(begun.wait, 60)
    waiting.cancel()
    assert await asyncio.to_thread(ended.wait, 60)


async def test_what_goes_wrong_there_is_raised_here() -> None:
    async def session() -> AsyncGenerator[str, None]:
        yield "begun"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        assert [event async for event in apart(session)]
