"""The relay's log: its last lines, then those that come, each failed delivery explained."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

from smtptui.core.relay.reasons import explaining, provider_of
from smtptui.errors import SmtptuiError
from smtptui.model.relay_log import SENT, LogEntry, LogTold
from smtptui.relay.instance import Instance
from smtptui.relay.log_reader import entries
from smtptui.relay.log_source import log_source

_LAST_COMPLAINTS = 20
_GRAVE = ("fatal", "panic")
_SETTINGS = ("maillog_file", "syslog_name", "relayhost")


async def logs(instance: Instance, *, last: int = 50, follow: bool = False) -> AsyncGenerator[LogTold, None]:
    """The last lines of the log; with `follow`, then those that come, until the generator is closed.

    Raises WriteError where only root may read it, ConfigurationError where there is none.
    """
    values = await instance.settings(*_SETTINGS)
    explain = explaining(provider_of(values["relayhost"]))
    causes: set[str] = set()
    async with aclosing(entries(instance, log_source(values), last, follow=follow)) as batches:
        async for batch in batches:
            for entry in batch:
                if not _failed(entry):
                    yield LogTold(entry)
                    continue
                assert entry.delivery is not None
                diagnosis = explain(entry.delivery.reason)
                yield LogTold(entry, diagnosis, is_new=diagnosis.cause not in causes)
                causes.add(diagnosis.cause)


def _failed(entry: LogEntry) -> bool:
    return entry.delivery is not None and entry.delivery.status not in (SENT, "deliverable")


async def last_complaint(instance: Instance) -> str | None:
    """The last grave line of the log, which says why Postfix does not start; None where the log cannot be read."""
    told: list[LogEntry] = []
    try:
        async with aclosing(logs(instance, last=_LAST_COMPLAINTS)) as lines:
            async for one in lines:
                told.append(one.entry)
    except SmtptuiError:
        return None
    # postfix-script only repeats that it failed.
    grave = [one.text for one in told if one.severity in _GRAVE and one.service != "postfix-script"]
    return grave[-1].partition("]: ")[2] if grave else None
