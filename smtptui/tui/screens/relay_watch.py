"""How the Relay screen stays true: the relay is looked at only while the screen is seen."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import aclosing, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.events import ScreenResume, ScreenSuspend

from smtptui.core.workspace.relay import Glance, Relay
from smtptui.errors import SmtptuiError
from smtptui.model.relay import RelayStatus
from smtptui.tui.relay_pace import SHARE, Pace
from smtptui.tui.relay_trend import Trend
from smtptui.tui.screens.relay_layout import RelayLayout
from smtptui.tui.widgets.relay_log import KEPT_LINES
from smtptui.tui.words import count

if TYPE_CHECKING:
    from smtptui.model.relay_log import LogTold

LISTED = 500
# What no count tells (the next hop, who has the port) is read again so often.
_READ_AT_LEAST_S = 30.0
# So many lines of a log are taken between two looks at the keyboard.
_LINES_AT_ONCE = 50


class RelayWatch(RelayLayout):
    """Every few seconds the counts; the whole queue when they tell of a change, and never all the time."""

    def __init__(self, relay: Relay, trend: Trend, clock: Callable[[], datetime]) -> None:
        super().__init__(relay, trend, clock)
        self._glance: Glance | None = None
        self._wake = asyncio.Event()
        # How often everything was asked for, and how often when it was last read.
        self._asked = self._answered = 0
        self._read_from_s = self._read_until_s = 0.0
        self._counts_then: Mapping[str, int] = {}

    @on(ScreenResume)
    def _begin(self) -> None:
        """It is seen: look now, and go on looking."""
        self._watch()
        self.follow()

    @on(ScreenSuspend)
    def _end(self) -> None:
        """It is not seen: nothing is asked and nothing read."""
        self.workers.cancel_group(self, "watch")
        self.workers.cancel_group(self, "log")

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        pace = Pace()
        while True:
            self._wake.clear()
            began_s = time.monotonic()
            try:
                took_s, failed = await self._look(), False
            except SmtptuiError as error:
                self.complain(error)
                took_s, failed = time.monotonic() - began_s, True
            with suppress(TimeoutError):
                async with asyncio.timeout(pace.rest_s(took_s, failed=failed)):
                    await self._wake.wait()

    async def _look(self) -> float:
        """The counts, and where they tell of a change or it is time, everything. How long the counts took."""
        began_s = time.monotonic()
        before, self._glance = self._glance, await self._relay.glance()
        took_s = time.monotonic() - began_s
        if self.status is None or self._asked != self._answered or self._may_read(before, self._glance):
            if self.status is None and self._glance.counts is not None and self._glance.counts.total:
                self._head.wait(f"reading {count(self._glance.counts.total, 'message')} …")
            await self.read()
            self.refresh_bindings()
        if self.status is not None:
            self._show(self.status, self._glance)
        return took_s

    def _show(self, status: RelayStatus, glance: Glance) -> None:
        counts = glance.counts or (status.queue.counts if status.queue else None)
        if counts is not None:
            self._trend.add(self._clock(), counts.total)
        self.show(status, counts)

    def _may_read(self, before: Glance | None, glance: Glance) -> bool:
        now_s = time.monotonic()
        if before is None or before.is_stopped != glance.is_stopped or now_s >= self._read_until_s:
            return True
        # Without counts, only reading everything tells of a change.
        is_other = glance.counts is None or self._counts_then != glance.counts.by_queue
        return now_s >= self._read_from_s and is_other

    async def read(self) -> None:
        """Everything, with the oldest messages that are to be listed."""
        asked, began_s = self._asked, time.monotonic()
        self.status = await self._relay.status(LISTED, self.only.kind if self.only else None)
        ended_s = time.monotonic()
        self._answered = asked
        self._counts_then = self._glance.counts.by_queue if self._glance and self._glance.counts else {}
        self._read_from_s = ended_s + (ended_s - began_s) / SHARE
        self._read_until_s = max(self._read_from_s, ended_s + _READ_AT_LEAST_S)

    def look_again(self) -> None:
        """Something was done to the relay: read everything now, or once more after what is being read."""
        self._asked += 1
        self._wake.set()

    def look_at_once(self) -> None:
        """Something else is to be seen: read everything now, in place of what is being read."""
        self._asked += 1
        self._watch()

    @work(exclusive=True, group="log")
    async def follow(self) -> None:
        """Read the log from now on."""
        self._log.begin()
        told: list[LogTold] = []
        try:
            async with aclosing(self._relay.log(KEPT_LINES)) as lines:
                async for one in lines:
                    told.append(one)
                    if len(told) == 1:
                        self.call_later(self._take_lines, told)
                    elif len(told) >= _LINES_AT_ONCE:
                        await asyncio.sleep(0)
        except SmtptuiError as error:
            self._log.complain(error)

    def _take_lines(self, told: "list[LogTold]") -> None:
        """Those that have come since this was asked for."""
        lines = told.copy()
        told.clear()
        self._log.add(lines)
