"""What the sandbox received: the last messages, within bounds."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from smtptui.sandbox.parts import Part, read_headers, read_parts

MAXIMUM_MESSAGES = 200
MAXIMUM_OCTETS = 64 * 2**20


@dataclass(frozen=True, slots=True)
class CaughtMessage:
    """A message that a scenario's server accepted. Every text is safe to show; `source` is as it came.

    `queue_id` is the name that the client was told. `received_at` knows its zone. `peer` is the client's address and
    port, `username` who had logged in. `reverse_path` is empty for a bounce (RFC 5321 section 4.5.5).
    """

    queue_id: str
    received_at: datetime
    scenario: str
    peer: str
    username: str | None
    reverse_path: str
    forward_paths: tuple[str, ...]
    source: bytes = field(repr=False)

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The header fields in their order, unfolded and decoded."""
        return read_headers(self.source)

    @property
    def subject(self) -> str:
        """The Subject field; empty where there is none."""
        return next((value for name, value in self.headers if name.lower() == "subject"), "")

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that hold content: texts and attachments."""
        return read_parts(self.source)


class Catcher:
    """Keeps the last messages: at most `maximum_messages`, and `maximum_octets` together."""

    def __init__(self, *, maximum_messages: int = MAXIMUM_MESSAGES, maximum_octets: int = MAXIMUM_OCTETS) -> None:
        self._maximum_messages = maximum_messages
        self._maximum_octets = maximum_octets
        self._messages: deque[CaughtMessage] = deque()
        self._octets = 0
        self._listeners: list[Callable[[CaughtMessage], None]] = []
        self.received = 0

    @property
    def messages(self) -> tuple[CaughtMessage, ...]:
        """What is kept, the oldest first; `received` counts all that ever came."""
        return tuple(self._messages)

    def on_message(self, listener: Callable[[CaughtMessage], None]) -> None:
        """Call `listener` with every message from now on, in the event loop; it must neither wait nor raise."""
        self._listeners.append(listener)

    def keep(self, message: CaughtMessage) -> None:
        """Keep `message`, let go of the oldest ones where there are too many, and tell who listens."""
        self.received += 1
        self._messages.append(message)
        self._octets += len(message.source)
        while len(self._messages) > self._maximum_messages or self._octets > self._maximum_octets:
            self._octets -= len(self._messages.popleft().source)
        for listener in self._listeners:
            listener(message)
