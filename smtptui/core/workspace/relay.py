"""The local relay, as the app sees it."""

from collections.abc import AsyncGenerator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from smtptui.core.relay.messages import Measure
    from smtptui.model.failure_kind import FailureKind
    from smtptui.model.relay import QueueCounts, RelayStatus, ShownMessage
    from smtptui.model.relay_log import LogTold


class Glance(NamedTuple):
    """What can be seen every few seconds: whether the relay is known not to run, and how much each queue holds.

    `counts` is None for who would have to ask Postfix for its whole queue.
    """

    counts: "QueueCounts | None"
    is_stopped: bool


class Relay(Protocol):
    """A Postfix. Everything raises ConfigurationError where there is none, WriteError for what only root may do."""

    async def instances(self) -> Sequence[str]:
        """The folders of every Postfix of this machine; none where there is none."""

    def choose(self, directory: str) -> None:
        """Mean the Postfix whose main.cf is in this folder from now on."""

    @property
    def may_change(self) -> bool:
        """Whether messages may be held, released, requeued and deleted, and the relay restarted: root alone may."""

    async def glance(self) -> Glance:
        """What is seen cheaply."""

    async def status(self, number: int, reason: "FailureKind | None" = None) -> "RelayStatus":
        """All of it, with the `number` oldest messages of the queue, or of those that wait for one reason.

        Cancelling it ends the reading.
        """

    def log(self, last: int) -> "AsyncGenerator[LogTold, None]":
        """The last lines of the log, then those that come, until the generator is closed."""

    async def show(self, queue_id: str) -> "ShownMessage":
        """One message. Raises MisuseError where the queue has it no more."""

    async def apply(self, measure: "Measure", queue_id: str) -> None:
        """Hold, release, requeue or delete one message. Raises MisuseError where there is none to do it to."""

    async def flush(self) -> "QueueCounts":
        """Have everything that is deferred tried again now; what waited. Raises NotRunningError."""

    async def restart(self) -> int | None:
        """Stop it where it runs, and start it; the new process id. Raises NotRunningError."""
