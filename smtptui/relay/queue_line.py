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
Read = Callable[[Any], str]


def queued_message(line: bytes, safe: Safe = printable) -> QueuedMessage | None:
    """The message that a line tells of, each text of a server passed through `safe`; None where the line is damaged."""
    try:
        text = decoded(line)
        # Nearly every line is such a one: where nothing is escaped and nothing would be shown otherwise than it is
        # written, no text of it needs a look of its own.
        if "\\" not in text and printable(text) == text == safe(text):
            return _message(json.loads(text), _text, _text)
        return _message(json.loads(text), lambda value: printable(_text(value)), lambda value: safe(_text(value)))
    except (ValueError, TypeError, KeyError, OverflowError, OSError, RecursionError):
        return None


def _message(entry: Any, shown: Read, safe: Read) -> QueuedMessage:
    sender = entry["sender"]
    return QueuedMessage(
        queue=shown(entry["queue_name"]),
        queue_id=shown(entry["queue_id"]),
        arrived_at=datetime.fromtimestamp(int(entry["arrival_time"]), UTC),
        size_octets=int(entry["message_size"]),
        sender="" if sender == _NULL_SENDER else shown(sender),
        recipients=tuple([_recipient(one, shown, safe) for one in entry["recipients"]]),
        is_forced_to_expire=entry.get("forced_expire") is True,
    )


def _recipient(entry: Any, shown: Read, safe: Read) -> WaitingRecipient:
    address = shown(entry["address"])
    reason = entry.get("delay_reason")
    # Both since Postfix 3.11.
    original, bounced = entry.get("orig_address"), entry.get("bounce_reason")
    return WaitingRecipient(
        address,
        None if reason is None else safe(reason),
        None if original is None else shown(original),
        None if bounced is None else safe(bounced),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is no text")
    return value
