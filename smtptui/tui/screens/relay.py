"""The local relay: whether it runs, what waits and why, and what can be done about it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from smtptui.core.relay.messages import Measure
from smtptui.core.workspace.relay import Relay
from smtptui.errors import SmtptuiError
from smtptui.tui.keys import key_of
from smtptui.tui.messages import ItemPicked
from smtptui.tui.on_top import is_on_top
from smtptui.tui.relay_keys import BINDINGS, RELAY_ACTIONS
from smtptui.tui.relay_trend import Trend
from smtptui.tui.relay_words import log_in_full, message_in_full, reasons_in_full, sender
from smtptui.tui.screens.relay_instance import RelayInstance
from smtptui.tui.widgets.relay_log import RelayLog
from smtptui.tui.widgets.relay_queue import RelayQueue
from smtptui.tui.words import count, size

_DONE = {
    Measure.HOLD: "is on hold: it waits until it is released",
    Measure.RELEASE: "is released: it is delivered in its turn",
    Measure.REQUEUE: "is requeued: it comes back with a new id within a minute",
    Measure.DELETE: "is deleted",
}
_OF_A_MESSAGE = ("measure", "delete", "show")
_OF_ROOT = ("measure", "delete", "restart")
_ALWAYS = ("instance", "palette", "help", "leave")


class RelayScreen(RelayInstance):
    """What is done to the relay is done one after the other, and read back at once."""

    BINDINGS: ClassVar[list[BindingType]] = [*BINDINGS]

    def __init__(self, relay: Relay, trend: Trend, clock: Callable[[], datetime]) -> None:
        super().__init__(relay, trend, clock)
        self._one_at_a_time = asyncio.Lock()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now, and by this operator: nothing to a message where none waits."""
        names = {one.name.partition("(")[0] for one in RELAY_ACTIONS}
        if action not in names or action in _ALWAYS:
            return True
        if self.status is None or (action in _OF_ROOT and not self._relay.may_change):
            return False
        if action == "all":
            return self.only is not None
        if action in ("why", "only"):
            return bool(self.reasons) and (action == "why" or self.only is None)
        if action in _OF_A_MESSAGE:
            return self._can(parameters)
        queue = self.status.queue
        return action != "flush" or (self.status.is_running and queue is not None and queue.counts.of("deferred") > 0)

    def _can(self, parameters: tuple[object, ...]) -> bool:
        message = self._queue.message
        if message is None or self.focused is not self._queue:
            return False
        is_held = message.queue == "hold"
        return parameters[:1] != (("hold",) if is_held else ("release",))

    @on(RelayQueue.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(ItemPicked)
    def _picked(self, event: ItemPicked) -> None:
        if isinstance(event.control, RelayLog):
            self._show_line()
        else:
            self.action_show()

    def _show_line(self) -> None:
        from smtptui.tui.dialogs.reading import ReadingDialog

        if (told := self._log.told) is not None:
            self.app.push_screen(ReadingDialog("a line of the log", log_in_full(told)))

    def action_why(self) -> None:
        """Each reason in full, or the one whose messages are listed."""
        from smtptui.tui.dialogs.reading import ReadingDialog

        if self.status is not None and (queue := self.status.queue) is not None:
            shown = (self.only,) if self.only else queue.reasons
            lines = reasons_in_full(shown, 0 if self.only else queue.other_reasons)
            self.app.push_screen(ReadingDialog("why messages wait", lines))

    def action_log(self) -> None:
        """Between messages and log."""
        (self._queue if self._log.has_focus else self._log).focus()

    @work(group="doing")
    async def action_show(self) -> None:
        """The message under the cursor."""
        from smtptui.tui.dialogs.reading import ReadingDialog

        if (message := self._queue.message) is None:
            return
        try:
            shown = await self._relay.show(message.queue_id)
        except SmtptuiError as error:
            self._say(error)
            return
        self.app.push_screen(ReadingDialog(message.queue_id, message_in_full(shown, self._clock())))

    @work(group="doing")
    async def action_flush(self) -> None:
        """All that is deferred is tried again."""

        async def flush() -> str:
            before = await self._relay.flush()
            return f"{count(before.of('deferred'), 'deferred message')} tried again now: the log shows what comes of it"

        await self._do(flush)

    @work(group="doing")
    async def action_measure(self, name: str) -> None:
        """Hold, release or requeue the message under the cursor."""
        if (message := self._queue.message) is not None:
            await self._apply(Measure[name.upper()], message.queue_id)

    @work(group="doing")
    async def action_delete(self) -> None:
        """Delete the message under the cursor, after asking."""
        if (message := self._queue.message) is None:
            return
        to = ", ".join(one.address for one in message.recipients[:3]) + (" …" if len(message.recipients) > 3 else "")
        text = f"{message.queue_id} from {sender(message)}\nto {to}, {size(message.size_octets)}\nIt is gone for good."
        if await self._confirmed("delete this message?", text, "delete"):
            await self._apply(Measure.DELETE, message.queue_id)

    @work(group="doing")
    async def action_restart(self) -> None:
        """Stop Postfix where it runs, and start it, after asking."""

        async def restart() -> str:
            pid = await self._relay.restart()
            return f"Postfix runs again, pid {pid}"

        text = "What is being delivered is interrupted and tried again later. Nothing is lost."
        if await self._confirmed("restart Postfix?", text, "restart"):
            await self._do(restart)

    def _is_possible(self, name: str) -> bool:
        action, _, parameter = name.partition("('")
        return bool(self.check_action(action, (parameter.removesuffix("')"),) if parameter else ()))

    async def _confirmed(self, title: str, text: str, yes: str) -> bool:
        from smtptui.tui.dialogs.confirm import ConfirmDialog

        return await self.app.push_screen_wait(ConfirmDialog(title, text, yes, "leave it"))

    async def _apply(self, measure: Measure, queue_id: str) -> None:
        async def apply() -> str:
            await self._relay.apply(measure, queue_id)
            return f"{queue_id} {_DONE[measure]}"

        await self._do(apply)

    async def _do(self, step: Callable[[], Awaitable[str]]) -> None:
        """Do it, say what came of it, and read everything again."""
        async with self._one_at_a_time:
            try:
                # Not for long: it covers the log, which tells what came of it.
                self.notify(await step(), markup=False, timeout=3)
            except SmtptuiError as error:
                self._say(error)
        self.look_again()

    def _say(self, error: SmtptuiError) -> None:
        self.notify(f"{error.message}\n{error.advice}".strip(), severity="error", markup=False, timeout=10)

    @work(exclusive=True, group="dialog")
    async def action_palette(self) -> None:
        """Choose among the actions of this screen."""
        from smtptui.tui.dialogs.palette import Palette

        possible = [
            (one, key_of(self.app, one.id, one.key))
            for one in RELAY_ACTIONS
            if one.name != "palette" and self._is_possible(one.name)
        ]
        name = await self.app.push_screen_wait(Palette(possible))
        if name is not None:
            self.call_later(self.run_action, name)

    def action_help(self) -> None:
        """The keys of this screen."""
        from smtptui.tui.dialogs.help import HelpDialog

        keys = [(key_of(self.app, one.id, one.key), one.title) for one in RELAY_ACTIONS if self._is_possible(one.name)]
        self.app.push_screen(HelpDialog(keys, [], None))

    def action_leave(self) -> None:
        """All messages again, else back, once what was begun has ended: a relay that was only stopped would stay so."""
        if self.only is not None:
            self.action_all()
        elif self._one_at_a_time.locked():
            self.notify("Postfix is still at it: one moment", markup=False)
        elif is_on_top(self):
            self.dismiss(None)
