"""What the Relay screen shows: state and counts, reasons, the oldest messages, the log."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen

from smtptui.core.workspace.relay import Relay
from smtptui.errors import SmtptuiError
from smtptui.model.relay import QueueCounts, QueueView, RelayStatus, WaitingReason
from smtptui.tui.keys import key_of
from smtptui.tui.relay_trend import Trend
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.relay_head import RelayHead
from smtptui.tui.widgets.relay_log import RelayLog
from smtptui.tui.widgets.relay_queue import RelayQueue
from smtptui.tui.widgets.relay_reasons import RelayReasons
from smtptui.tui.words import count

# Of the screen, where messages need the rest.
_SHARE_OF_LOG = 0.3


class RelayLayout(Screen[None]):
    """Each part draws only what is another than before."""

    DEFAULT_CSS = """
    RelayLayout {
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
            min-height: 4;
        }
    }
    """

    def __init__(self, relay: Relay, trend: Trend, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._relay = relay
        self._trend = trend
        self._clock = clock
        self.status: RelayStatus | None = None
        # The one reason whose messages are listed; None lists all.
        self.only: WaitingReason | None = None
        self._head = RelayHead(may_change=relay.may_change)
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
        self.wait()
        self._queue.focus()

    def wait(self) -> None:
        """Nothing is known yet."""
        self._head.wait("asking Postfix …")
        self._reasons.show((), None)
        self._messages.display = self._log_part.display = False

    def show(self, status: RelayStatus, counts: QueueCounts | None) -> None:
        """Draw the relay; `counts`, None where nobody knows, may be newer than what the status tells of the queue."""
        queue, now = status.queue, self._clock()
        self._head.show(status, counts, self._trend, now)
        self._reasons.show(queue.reasons if queue else (), self.only)
        self._queue.show(queue.messages if queue else None, now, is_part=self.only is not None)
        title = self._title(queue, counts.total if counts else 0)
        if self._messages.border_title != title:
            self._messages.border_title = title
        self._fit(len(queue.messages) if queue else 0)
        self.show_parts(shown=True)

    def _fit(self, listed: int) -> None:
        """A few messages leave their room to the log."""
        lines = max(listed, 1) + 1
        height, log = (lines, "1fr") if lines <= self.size.height * _SHARE_OF_LOG else ("1fr", f"{_SHARE_OF_LOG:.0%}")
        self._messages.styles.height, self._log_part.styles.height = height, log

    def _title(self, queue: QueueView | None, total: int) -> Content:
        listed = len(queue.messages) if queue else 0
        of = self.only.messages if self.only else total
        few = f"the oldest {listed:,} of {count(of, 'message')}" if 0 < listed < of else "messages"
        again = f" for this reason; {key_of(self.app, 'relay.all', 'o')} lists all" if self.only else ""
        return Content(few + again)

    def complain(self, error: SmtptuiError) -> None:
        """Say what is wrong, in place of all else."""
        self.status = None
        self._head.complain(error)
        self._reasons.show((), None)
        self.show_parts(shown=False)

    def show_parts(self, *, shown: bool) -> None:
        """Messages and log, or nothing where there is no relay."""
        if self._messages.display != shown:
            self._messages.display = self._log_part.display = shown
            if shown:
                self._queue.focus()
                self.follow()
            else:
                self.set_focus(None)
            self.refresh_bindings()

    def follow(self) -> object:
        """Read the log from now on."""
        raise NotImplementedError
