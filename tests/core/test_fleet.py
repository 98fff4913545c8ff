"""Sessions side by side."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import partial

import pytest

from smtptui.core.fleet import MAXIMUM_AT_ONCE, MAXIMUM_PER_ACCOUNT, Fleet, LiveJob
from smtptui.model.report import SessionEvent, SessionReport


class Ground:
    """Sessions that go on when they are told to, and how many ran at once."""

    def __init__(self) -> None:
        self.go = asyncio.Event()
        self.running = 0
        self.most = 0

    async def session(self, name: str) -> AsyncGenerator[SessionEvent, None]:
        """One of them."""
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            await self.go.wait()
            yield SessionReport(name, "custom", None)
        finally:
            self.running -= 1

    def jobs(self, number: int, accounts: int) -> dict[str, LiveJob]:
        """So many, spread over so many accounts."""
        return {
            f"p{index}": (("host", str(index % accounts)), partial(self.session, f"p{index}"))
            for index in range(number)
        }


async def ended(fleet: Fleet) -> dict[str, bool]:
    """Whether each session that ended had a report."""
    reported: dict[str, bool] = {}
    async with aclosing(fleet.events()) as events:
        async for name, event in events:
            reported[name] = reported.get(name, False) or event is not None
    return reported


async def settled(ground: Ground, number: int) -> None:
    async with asyncio.timeout(60):
        while ground.running < number:  # noqa: ASYNC110 - a turn of the loop each, no time
            await asyncio.sleep(0)


@pytest.mark.parametrize(("accounts", "at_once"), [(1000, MAXIMUM_AT_ONCE), (3, 3 * MAXIMUM_PER_ACCOUNT)])
async def test_no_more_run_at_once_than_there_are_places(accounts: int, at_once: int) -> None:
    ground = Ground()
    whole = asyncio.create_task(ended(Fleet(ground.jobs(MAXIMUM_AT_ONCE * 2, accounts))))
    await settled(ground, at_once)
    ground.go.set()
    reported = await whole
    assert (len(reported), set(reported.values()), ground.most) == (MAXIMUM_AT_ONCE * 2, {True}, at_once)


async def test_one_is_stopped_and_the_others_go_on() -> None:
    ground = Ground()
    fleet = Fleet(ground.jobs(3, 3))
    whole = asyncio.create_task(ended(fleet))
    await settled(ground, 3)
    fleet.stop("p1")
    ground.go.set()
    assert await whole == {"p0": True, "p1": False, "p2": True}


async def test_one_that_was_waiting_for_its_place_is_stopped_too() -> None:
    ground = Ground()
    fleet = Fleet(ground.jobs(MAXIMUM_PER_ACCOUNT + 1, 1))
    whole = asyncio.create_task(ended(fleet))
    await settled(ground, MAXIMUM_PER_ACCOUNT)
    fleet.stop(f"p{MAXIMUM_PER_ACCOUNT}")
    ground.go.set()
    assert (await whole)[f"p{MAXIMUM_PER_ACCOUNT}"] is False


async def test_leaving_ends_them_all() -> None:
    ground = Ground()
    whole = asyncio.create_task(ended(Fleet(ground.jobs(4, 4))))
    await settled(ground, 4)
    whole.cancel()
    with pytest.raises(asyncio.CancelledError):
        await whole
    assert ground.running == 0


async def test_a_defect_in_one_is_not_swallowed() -> None:
    async def broken() -> AsyncGenerator[SessionEvent, None]:
        raise ZeroDivisionError
        yield

    with pytest.raises(ZeroDivisionError):
        await ended(Fleet({"broken": (("", ""), broken)}))
