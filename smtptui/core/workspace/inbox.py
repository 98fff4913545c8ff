"""Received mail, as the app sees it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from smtptui.core.received import OpenedMessage, ReceivedMessage


class Inbox(Protocol):
    """What was received."""

    def received(self) -> Sequence[ReceivedMessage]:
        """The newest first."""

    async def opened(self, key: str) -> OpenedMessage | None:
        """All of a received message; None where it is not kept any more."""

    def on_received(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever a message has arrived; it must neither wait nor raise."""
