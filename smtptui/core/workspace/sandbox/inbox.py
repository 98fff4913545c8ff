"""What the sandbox's servers received."""

from collections.abc import Callable, Sequence

from smtptui.core.received import OpenedMessage, ReceivedMessage, listed, opened
from smtptui.daemon import in_daemon
from smtptui.sandbox.catcher import CaughtMessage
from smtptui.sandbox.server import Sandbox


class SandboxInbox:
    """Its servers run in this very process."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._listed: dict[str, ReceivedMessage] = {}
        self._listeners: list[Callable[[], None]] = []
        sandbox.on_message(self._take)

    def received(self) -> Sequence[ReceivedMessage]:
        """The newest first."""
        return tuple(reversed(self._listed.values()))

    async def opened(self, key: str) -> OpenedMessage | None:
        """Read its parts."""
        caught = next((one for one in self._sandbox.messages if one.queue_id == key), None)
        return await in_daemon(lambda: opened(caught)) if caught else None

    def on_received(self, listener: Callable[[], None]) -> None:
        """Called in the event loop."""
        self._listeners.append(listener)

    def _take(self, message: CaughtMessage) -> None:
        """List the message that just came, and forget those that the sandbox let go."""
        kept = {one.queue_id for one in self._sandbox.messages}
        self._listed = {key: one for key, one in self._listed.items() if key in kept}
        if message.queue_id in kept:
            self._listed[message.queue_id] = listed(message)
        for listener in self._listeners:
            listener()
