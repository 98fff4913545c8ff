"""Several profiles at once: side by side, but never many sessions of one account."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager

from smtptui.model.report import SessionEvent, SessionReport

MAXIMUM_AT_ONCE = 50
# Providers count connections by account; several logins at once look like an attack.
MAXIMUM_PER_ACCOUNT = 2

Account = tuple[str, str]
Job = tuple[Account, Callable[[], Awaitable[SessionReport]]]
# The name of a session with what happened in it, or None when it has ended.
Told = tuple[str, SessionEvent | None]
LiveJob = tuple[Account, Callable[[], AsyncGenerator[SessionEvent, None]]]


class _Places:
    """So many sessions at once, and so many of each account."""

    def __init__(self) -> None:
        self._everywhere = asyncio.Semaphore(MAXIMUM_AT_ONCE)
        self._accounts: dict[Account, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MAXIMUM_PER_ACCOUNT))

    @asynccontextmanager
    async def one_for(self, account: Account) -> AsyncIterator[None]:
        """Wait for a place and hold it."""
        # The account's place first: who waits for an account must not keep others from running.
        async with self._accounts[account], self._everywhere:
            yield


class Fleet:
    """Sessions side by side, told as they go on, each by its name. Use it once."""

    def __init__(self, jobs: Mapping[str, LiveJob]) -> None:
        self._jobs = jobs
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def stop(self, name: str) -> None:
        """End one of them; the others go on."""
        if name in self._tasks:
            self._tasks[name].cancel()

    async def events(self) -> AsyncGenerator[Told, None]:
        """What happens in each session as it happens, and None at its end. Close it to end them all."""
        places = _Places()
        told: asyncio.Queue[Told] = asyncio.Queue()
        for name, job in self._jobs.items():
            task = asyncio.create_task(_tell(name, job, places, told))
            # By a callback: a task that is cancelled before it has begun runs nothing of its own.
            task.add_done_callback(lambda _, name=name: told.put_nowait((name, None)))  # type: ignore[misc]
            self._tasks[name] = task
        try:
            left = len(self._tasks)
            while left:
                name, event = await told.get()
                yield name, event
                left -= event is None
                if event is None and not self._tasks[name].cancelled():
                    self._tasks[name].result()
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)


async def _tell(
    name: str, job: LiveJob, places: _Places, told: "asyncio.Queue[tuple[str, SessionEvent | None]]"
) -> None:
    account, begin = job
    async with places.one_for(account), aclosing(begin()) as events:
        async for event in events:
            told.put_nowait((name, event))


async def run_all(jobs: Sequence[Job]) -> AsyncGenerator[SessionReport, None]:
    """Run every job and give the reports in the order asked, each as soon as it and those before it are ready."""
    places = _Places()

    async def one(account: Account, work: Callable[[], Awaitable[SessionReport]]) -> SessionReport:
        async with places.one_for(account):
            return await work()

    tasks = [asyncio.create_task(one(account, work)) for account, work in jobs]
    try:
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
