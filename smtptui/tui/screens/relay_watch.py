"""What the Relay screen shows, and how it stays true: looked at only while it is seen."""

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import aclosing, suppress
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import ScreenResume, ScreenSuspend
from textual.screen import Screen

from smtptui.errors import SmtptuiError
from smtptui.model.relay import RelayStatus
from smtptui.tui.relay_trend import Trend
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.relay_head import RelayHead
from smtptui.tui.widgets.relay_log import KEPT_LINES, RelayLog
from smtptui.tui.widgets.relay_queue import RelayQueue
from smtptui.tui.widgets.relay_reasons import RelayReasons
from smtptui.tui.words import count

if TYPE_CHECKING:
    from smtptui.core.workspace.relay import Glance, Relay
    from smtptui.model.relay_log import LogTold

LISTED = 500
_LOOK_EVERY_S = 2.0
# A queue that changes is read again, but reading it may take no more than a tenth of the time.
_READ_SHARE = 0.1
# What no count tells (the next hop, who has the port) is read again so often.
_READ_AT_LEAST_S = 30.0
# So many lines of a log are taken between two looks at the keyboard.
_LINES_AT_ONCE = 50


class RelayWatch(Screen[None]):
    """State and counts, reasons, the oldest messages, the log."""

    DEFAULT_CSS = """
    RelayWatch {
        .part {
            border-top: hkey $panel;
            border-title-color: $text-muted;
            border-title-style: none;
            &:focus-within {
                border-top: hkey $border;
                border-title-color: $text-accent;
            }
        }
        #messages {
            height: 1fr;
            min-height: 4;
        }
        #log-part {
            height: 30%;
            min-height: 4;
        }
    }
    """

    def __init__(self, relay: "Relay", trend: Trend, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._relay = relay
        self._trend = trend
        self._clock = clock
        self.status: RelayStatus | None = None
        self._glance: Glance | None = None
        self._wake = asyncio.Event()
        # How often everything was asked for, and how often when it was last read.
        self._asked = self._answered = 0
        self._read_from_s = self._read_until_s = 0.0
        self._counts_then: Mapping[str, int] = {}
        self._head = RelayHead()
        self._reasons = RelayReasons()
        self._queue = RelayQueue()
        self._log = RelayLog()
        self._messages = Vertical(self._queue, id="messages", classes="part")
        self._log_part = Vertical(self._log, id="log-part", classes="part")
        self._log_part.border_title = "log"

    def compose(self) -> ComposeResult:
        """The order of importance: does it run, why does mail wait, which mail, the evidence."""
        yield self._head
        yield self._reasons
        yield self._messages
        yield self._log_part
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows move among the messages."""
        self._messages.display = self._log_part.display = False
        self._head.wait("asking Postfix …")
        self._queue.focus()

    @on(ScreenResume)
    def _begin(self) -> None:
        """It is seen: look now, and go on looking."""
        self._watch()
        self._follow()

    @on(ScreenSuspend)
    def _end(self) -> None:
        """It is not seen: nothing is asked and nothing read."""
        self.workers.cancel_group(self, "watch")
        self.workers.cancel_group(self, "log")

    @work(exclusive=True, group="watch")
    async def _watch(self) -> None:
        while True:
            try:
                await self._look()
            except SmtptuiError as error:
                self._complain(error)
            with suppress(TimeoutError):
                async with asyncio.timeout(_LOOK_EVERY_S):
                    await self._wake.wait()

    async def _look(self) -> None:
        """The counts, and where they tell of a change or it is time, everything."""
        self._wake.clear()
        glance = await self._relay.glance()
        self._trend.add(self._clock(), glance.counts.total)
        before, self._glance = self._glance, glance
        if self.status is None or self._asked != self._answered or self._may_read(before, glance):
            await self._read(glance)
            self.refresh_bindings()
        self._show()

    def _may_read(self, before: "Glance | None", glance: "Glance") -> bool:
        now_s = time.monotonic()
        if before is None or before.is_stopped != glance.is_stopped or now_s >= self._read_until_s:
            return True
        return now_s >= self._read_from_s and self._counts_then != glance.counts.by_queue

    async def _read(self, glance: "Glance") -> None:
        asked, began_s = self._asked, time.monotonic()
        self.status = await self._relay.status(LISTED)
        self._answered, self._counts_then = asked, glance.counts.by_queue
        ended_s = time.monotonic()
        self._read_from_s = ended_s + (ended_s - began_s) / _READ_SHARE
        self._read_until_s = max(self._read_from_s, ended_s + _READ_AT_LEAST_S)

    def look_again(self) -> None:
        """Something was done to the relay: read everything now."""
        self._asked += 1
        self._wake.set()

    def _show(self) -> None:
        """Draw what is known; a widget draws only what is another than before."""
        status, glance, now = self.status, self._glance, self._clock()
        if status is None or glance is None:
            return
        queue = status.queue
        messages = queue.messages if queue else ()
        self._head.show(status, glance.counts, self._trend, now)
        self._reasons.show(queue.reasons if queue else ())
        self._queue.show(queue.messages if queue else None, now)
        total = glance.counts.total
        few = f"the oldest {len(messages):,} of {count(total, 'message')}" if len(messages) < total else "messages"
        self._title(self._messages, few if messages else "messages")
        self._set_parts(shown=True)

    def _complain(self, error: SmtptuiError) -> None:
        self.status = self._glance = None
        self._head.complain(error)
        self._reasons.show(())
        self._set_parts(shown=False)

    def _set_parts(self, *, shown: bool) -> None:
        if self._messages.display != shown:
            self._messages.display = self._log_part.display = shown
            if shown:
                self._queue.focus()
                self._follow()
            else:
                self.set_focus(None)
            self.refresh_bindings()

    def _title(self, part: Vertical, words: str) -> None:
        if part.border_title != words:
            part.border_title = words

    @work(exclusive=True, group="log")
    async def _follow(self) -> None:
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
