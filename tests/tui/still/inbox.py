"""Mail that the test puts there."""

from collections.abc import Callable, Sequence

from smtptui.core.received import OpenedMessage, ReceivedMessage


class StillInbox:
    """Nothing comes by itself."""

    def __init__(self, messages: Sequence[OpenedMessage]) -> None:
        self._messages = messages

    def received(self) -> Sequence[ReceivedMessage]:
        """The newest first."""
        return [message.received for message in reversed(self._messages)]

    async def opened(self, key: str) -> OpenedMessage | None:
        """The one with this key."""
        return next((message for message in self._messages if message.received.key == key), None)

    def on_received(self, listener: Callable[[], None]) -> None:
        """Nobody calls it."""
