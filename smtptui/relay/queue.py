"""What waits in the queue: streamed with all that is known of it, or only counted."""

import os
import re
from collections import Counter
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import UTC, datetime
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.errors import NotRunningError
from smtptui.model.relay import QUEUES, QueueCounts, QueuedMessage
from smtptui.relay.instance import Instance
from smtptui.relay.queue_line import queued_message
from smtptui.text import printable

_QUEUE_NAME = re.compile(rb'"queue_name": ?"([A-Za-z0-9_-]+)"')


async def queued(instance: Instance) -> AsyncGenerator[list[QueuedMessage | None], None]:
    """Every message in the queue, in batches as they come; None for each line that could not be read.

    The queue changes meanwhile: postqueue(1) may list a message twice, or not at all. Raises NotRunningError where
    Postfix does not run and only root could look.
    """
    try:
        async with aclosing(instance.programs.lines("postqueue", "-j")) as batches:
            async for batch in batches:
                yield [queued_message(line, instance.safe) for line in batch]
    except NotRunningError:
        # A Postfix that never ran has not all of its folders yet, and not even root is told that they are empty.
        seen = await counts_at_sight(instance)
        if seen is None or seen.total > 0:
            raise


async def find(instance: Instance, queue_id: str) -> QueuedMessage | None:
    """One message; None where the queue does not have it."""
    async with aclosing(queued(instance)) as batches:
        async for batch in batches:
            for message in batch:
                if message is not None and message.queue_id == queue_id:
                    return message
    return None


async def header(instance: Instance, queue_id: str) -> str | None:
    """A message's header, safe for a screen, its lines kept; None for who is not root, or once it has gone."""
    finished = await instance.programs.run("postcat", "-q", "-h", queue_id)
    if finished.status != 0:
        return None
    text = instance.redactor(finished.printed).replace("\r\n", "\n").expandtabs()
    return printable(text, keep="\n").strip("\n")


async def counts(instance: Instance) -> QueueCounts:
    """How many messages each queue holds: by looking into its folders for root, by asking Postfix for others."""
    return await counts_at_sight(instance) or QueueCounts(datetime.now(UTC), await _listed(instance))


async def counts_at_sight(instance: Instance) -> QueueCounts | None:
    """The same by looking into its folders; None where only root may."""
    try:
        by_queue = await in_daemon(lambda: _counted(instance.queue_directory))
    except PermissionError:
        return None
    return QueueCounts(datetime.now(UTC), by_queue)


def _counted(queue_directory: Path) -> dict[str, int]:
    return {queue: _files(queue_directory / queue) for queue in QUEUES}


def _files(folder: str | os.PathLike[str]) -> int:
    """The files below a folder: busy queues are spread over folders named by the first characters of the queue id."""
    total, below = 0, []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                else:
                    total += 1
    except FileNotFoundError:
        # A queue that was never used, or a folder that has just gone.
        return 0
    return total + sum(_files(one) for one in below)


async def _listed(instance: Instance) -> dict[str, int]:
    found: Counter[str] = Counter()
    async with aclosing(instance.programs.lines("postqueue", "-j")) as batches:
        async for batch in batches:
            found.update(name[1].decode("ascii") for line in batch if (name := _QUEUE_NAME.search(line)))
    return dict.fromkeys(QUEUES, 0) | found
