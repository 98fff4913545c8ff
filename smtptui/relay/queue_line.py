"""A line of `postqueue -j`, read.

One JSON object a line, nothing at all for an empty queue. postqueue(1) says that the members will grow over time: those
we do not know are passed over, and a queue that we do not know keeps its name.
"""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from smtptui.model.relay import QueuedMessage, WaitingRecipient
from smtptui.text import decoded, printable

# How showq(8) writes the null reverse path of a bounce.
_NULL_SENDER = "MAILER-DAEMON"

Safe = Callable[[str], str]


def queued_message(line: bytes, safe: Safe = printable) -> QueuedMessage | None:
    """The message that a line tells of, each text passed through `safe`; None where the line is damaged."""
    try:
        entry = json.loads(decoded(line))
        return _message(entry, safe) if isinstance(entry, dict) else None
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None


def _message(entry: dict[str, Any], safe: Safe) -> QueuedMessage:
    sender = entry["sender"]
    return QueuedMessage(
        queue=_text(entry["queue_name"]),
        queue_id=_text(entry["queue_id"]),
        arrived_at=datetime.fromtimestamp(int(entry["arrival_time"]), UTC),
        size_octets=int(entry["message_size"]),
        sender="" if sender == _NULL_SENDER else _text(sender),
        recipients=tuple([_recipient(one, safe) for one in entry["recipients"]]),
        is_forced_to_expire=entry.get("forced_expire") is True,
    )


def _recipient(entry: Any, safe: Safe) -> WaitingRecipient:
    if not isinstance(entry, dict):
        raise TypeError("a recipient is no object")
    return WaitingRecipient(
        address=_text(entry["address"]),
        delay_reason=_stated(entry, "delay_reason", safe),
        # Both since Postfix 3.11.
        original_address=_stated(entry, "orig_address", printable),
        bounce_reason=_stated(entry, "bounce_reason", safe),
    )


def _stated(entry: dict[str, Any], member: str, safe: Safe) -> str | None:
    value = entry.get(member)
    return None if value is None else _text(value, safe)


def _text(value: Any, safe: Safe = printable) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is no text")
    return safe(value)
