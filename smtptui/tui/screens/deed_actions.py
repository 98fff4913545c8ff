"""Deeds: what writes the operator's files, and reads them again."""

import asyncio
from collections.abc import Awaitable, Callable

from textual.worker import Worker

from smtptui.tui.desk import Desk
from smtptui.tui.leaving import SAVING
from smtptui.tui.screens.layout import Layout


class DeedActions(Layout):
    """A dialog that is opened ends the worker of the one before: no deed may be carried out in such a worker.

    It would be written, and the screen would not know of it.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._in_turn = asyncio.Lock()

    def carry_out(self, deed: Callable[[], Awaitable[object]]) -> None:
        """Carry this out to its end, whatever is opened meanwhile; one deed after the other."""

        async def in_turn() -> None:
            async with self._in_turn:
                await deed()

        _: Worker[None] = self.run_worker(in_turn, group=SAVING)
