"""The Postfix of this machine."""

import os
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.core.workspace.relay import Glance

if TYPE_CHECKING:
    from smtptui.core.relay.messages import Measure
    from smtptui.core.relay.opening import Instance
    from smtptui.model.failure_kind import FailureKind
    from smtptui.model.relay import QueueCounts, RelayStatus, ShownMessage
    from smtptui.model.relay_log import LogTold


class OwnRelay:
    """Its settings are read again with every `status`.

    `directory` is the folder of another one's main.cf; else the one that is `configured`, else this machine's own.
    """

    def __init__(self, directory: Path | None = None, configured: Callable[[], Path | None] = lambda: None) -> None:
        self._directory = directory
        self._configured = configured
        self._instance: Instance | None = None

    async def _opened(self) -> "Instance":
        return self._instance or await self._open()

    async def _open(self) -> "Instance":
        from smtptui.core.relay.opening import open_relay

        self._instance = await open_relay(self._directory or self._configured())
        return self._instance

    async def instances(self) -> Sequence[str]:
        """What postmulti lists."""
        from smtptui.core.relay.opening import folders_here

        return [str(one) for one in await folders_here()]

    def choose(self, directory: str) -> None:
        """From now on."""
        self._directory, self._instance = Path(directory), None

    @property
    def may_change(self) -> bool:
        """postsuper and postfix obey nobody else."""
        return os.geteuid() == 0

    async def glance(self) -> Glance:
        """By looking into its folders."""
        from smtptui.core.relay.opening import is_stopped
        from smtptui.core.relay.overview import count_at_sight

        instance = await self._opened()
        return Glance(await count_at_sight(instance), is_stopped(instance))

    async def status(self, number: int, reason: "FailureKind | None" = None) -> "RelayStatus":
        """All of it, by its settings of now, while keys are answered."""
        from smtptui.core.apart import done_apart
        from smtptui.core.relay.status import status

        instance = await self._open()
        return await done_apart(lambda: status(instance, number=number, reason=reason))

    async def log(self, last: int) -> "AsyncGenerator[LogTold, None]":
        """Followed until it is closed."""
        from smtptui.core.relay.logs import logs

        async with aclosing(logs(await self._opened(), last=last, follow=True)) as lines:
            async for told in lines:
                yield told

    async def show(self, queue_id: str) -> "ShownMessage":
        """From its queue."""
        from smtptui.core.relay.messages import show

        return await show(await self._opened(), queue_id)

    async def apply(self, measure: "Measure", queue_id: str) -> None:
        """By postsuper."""
        from smtptui.core.relay.messages import apply

        await apply(await self._opened(), measure, queue_id)

    async def flush(self) -> "QueueCounts":
        """By postqueue."""
        from smtptui.core.relay.service import flush

        return await flush(await self._opened())

    async def restart(self) -> int | None:
        """By systemd, or by postfix itself."""
        from smtptui.core.relay.service import restart

        return await restart(await self._opened())
