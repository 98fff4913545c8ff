"""What a session is for."""

from enum import StrEnum


class Use(StrEnum):
    """A probe, or a message that is sent."""

    PROBE = "probe"
    SEND = "send"
