"""The whole relay: flushed, restarted."""

from smtptui.core.relay.logs import last_complaint
from smtptui.core.relay.status import strangers
from smtptui.errors import NotRunningError
from smtptui.model.relay import QueueCounts
from smtptui.relay import control, queue
from smtptui.relay.instance import Instance
from smtptui.relay.running import master_pid
from smtptui.relay.services import listeners


async def flush(instance: Instance) -> QueueCounts:
    """Have everything that is deferred tried again now; what waited when it was asked for. Raises NotRunningError."""
    before = await queue.counts(instance)
    await control.flush(instance)
    return before


async def restart(instance: Instance) -> int | None:
    """Stop Postfix where it runs, and start it; the new master's pid. Raises WriteError, NotRunningError."""
    try:
        await control.restart(instance)
    except NotRunningError as error:
        # The program itself only says that it failed; why stands in the log.
        why = await last_complaint(instance)
        raise NotRunningError(error.message + (f": {why}" if why else ""), await _advice(instance, error)) from None
    return master_pid(instance)


async def _advice(instance: Instance, error: NotRunningError) -> str:
    """Who has the relay's port, where that is another mail server."""
    interfaces = (await instance.settings("inet_interfaces"))["inet_interfaces"]
    for one in await strangers(await listeners(instance, interfaces)):
        return f"another mail server answers on {one.listener}: {one.greeting}"
    return error.advice
