"""Values of a queue in words."""

from datetime import UTC, datetime

from smtptui.model.relay import QUEUES, QueueCounts, QueuedMessage

_UNITS = (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1))


def age(since: datetime) -> str:
    """How long ago something was, in its largest unit: `3 h`."""
    seconds = max(0, int((datetime.now(UTC) - since).total_seconds()))
    return next((f"{seconds // size} {unit}" for unit, size in _UNITS if seconds >= size), "0 s")


def counted(counts: QueueCounts) -> str:
    """`12 deferred, 1 hold`, or that there is nothing."""
    names = [*QUEUES, *(name for name in counts.by_queue if name not in QUEUES)]
    return ", ".join(f"{counts.of(name):,} {name}" for name in reversed(names) if counts.of(name)) or "empty"


def sender(message: QueuedMessage) -> str:
    """The reverse path; a bounce has an empty one."""
    return message.sender or "<>"
