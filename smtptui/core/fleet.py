"""Several profiles at once: side by side, but never many sessions of one account."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack

from smtptui.model.report import SessionReport

MAXIMUM_AT_ONCE = 50
# Providers count connections by account; several logins at once look like an attack.
MAXIMUM_PER_ACCOUNT = 2

Account = tuple[str, str]
Job = tuple[Account, Callable[[], Awaitable[SessionReport]]]


async def run_all(jobs: Sequence[Job]) -> AsyncGenerator[SessionReport, None]:
    """Run every job and give the reports in the order asked, each as soon as it and those before it are ready."""
    everywhere = asyncio.Semaphore(MAXIMUM_AT_ONCE)
    accounts: dict[Account, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(MAXIMUM_PER_ACCOUNT))

    async def one(account: Account, work: Callable[[], Awaitable[SessionReport]]) -> SessionReport:
        async with AsyncExitStack() as places:
            # The account's place first: who waits for an account must not keep others from running.
            await places.enter_async_context(accounts[account])
            await places.enter_async_context(everywhere)
            return await work()

    tasks = [asyncio.create_task(one(account, work)) for account, work in jobs]
    try:
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
