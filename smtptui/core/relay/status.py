"""The relay itself: whether it runs, where it listens, where it hands mail on, what waits there and why."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import aclosing
from pathlib import Path

from smtptui import providers
from smtptui.core.relay.login_service import mechanisms_at
from smtptui.core.relay.overview import Choice, overview
from smtptui.core.relay.reasons import provider_of
from smtptui.core.relay.record import is_unfinished
from smtptui.core.run import Run
from smtptui.core.time_limits import TimeLimits
from smtptui.daemon import in_daemon
from smtptui.errors import NotRunningError
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure_kind import FailureKind
from smtptui.model.relay import Listener, NextHop, QueueView, RelayStatus, Stranger
from smtptui.model.relay_listening import Listening
from smtptui.model.settings import Settings
from smtptui.relay.instance import Instance
from smtptui.relay.instances import instances_here
from smtptui.relay.listening_service import MASTER_CF, SOCKET, service_in
from smtptui.relay.log_source import log_source
from smtptui.relay.running import master_pid
from smtptui.relay.services import listeners
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from smtptui.text import decoded, printable

# What `status` reads of main.cf.
SETTINGS = (
    *("relayhost", "smtp_tls_security_level", "smtp_tls_wrappermode", "smtp_use_tls", "smtp_sasl_auth_enable"),
    *("smtp_sasl_password_maps", "default_database_type", "inet_interfaces"),
)
_GREETING_S = 2.0


async def status(instance: Instance, *, number: int = 10, reason: FailureKind | None = None) -> RelayStatus:
    """The relay now, with the oldest messages of its queue, or of those that wait for one reason."""
    values = await instance.settings(*SETTINGS)
    where = await listeners(instance, values["inet_interfaces"])
    pid, is_known = _pid(instance)
    queue = await _queue(instance, values["relayhost"], number, Choice(reason=reason))
    # Who is not root learns whether it runs from whether it answers.
    is_running = pid is not None if is_known else queue is not None
    logins = await in_daemon(lambda: listening_of(instance.config_directory))
    return RelayStatus(
        config_directory=str(instance.config_directory),
        version=instance.version,
        is_running=is_running,
        pid=pid,
        listeners=where,
        strangers=() if is_running else await strangers(where),
        next_hop=next_hop(values),
        queue=queue,
        log=str(log_source(await instance.settings("maillog_file", "syslog_name"))),
        instances=tuple(str(one.directory) for one in await instances_here()),
        logins=logins,
        logins_are_checked=await _are_checked(instance) if logins else None,
        is_unfinished=is_unfinished(instance.config_directory),
    )


def listening_of(folder: Path) -> Listening | None:
    """The listening side that was installed; None without one, or where master.cf may not be read."""
    try:
        return service_in(decoded((folder / MASTER_CF).read_bytes()))
    except (FileNotFoundError, PermissionError):
        return None


async def _are_checked(instance: Instance) -> bool | None:
    """Whether a Dovecot answers where Postfix asks it."""
    try:
        async with asyncio.timeout(_GREETING_S):
            return bool(await mechanisms_at(instance.queue_directory / SOCKET))
    except TimeoutError:
        return False
    except PermissionError:
        return None


def _pid(instance: Instance) -> tuple[int | None, bool]:
    try:
        return master_pid(instance), True
    except PermissionError:
        return None, False


async def _queue(instance: Instance, relayhost: str, number: int, only: Choice) -> QueueView | None:
    """The queue, also of a relay that does not run; None where then only root could look."""
    try:
        return await overview(instance, provider_of(relayhost), number=number, only=only)
    except NotRunningError:
        return None


def next_hop(values: Mapping[str, str]) -> NextHop:
    """Where mail is handed on, by the settings that decide it."""
    level = values["smtp_tls_security_level"] or ("may" if values["smtp_use_tls"] == "yes" else "none")
    security = {"none": "none", "may": "opportunistic"}.get(level, Security.STARTTLS.value)
    if values["smtp_tls_wrappermode"] == "yes":
        security = Security.TLS.value
    tables = values["smtp_sasl_password_maps"].replace(",", " ").split()
    return NextHop(
        relayhost=printable(values["relayhost"]),
        security=security,
        tls_level=level,
        logs_in=values["smtp_sasl_auth_enable"] == "yes",
        map_type=tables[0].partition(":")[0] if tables else values["default_database_type"] or None,
    )


async def strangers(where: Sequence[Listener]) -> tuple[Stranger, ...]:
    """Whoever greets as a mail server where a relay that does not run would listen."""
    found = await asyncio.gather(*[_stranger(at) for at in where])
    return tuple(one for one in found if one is not None)


async def _stranger(at: Listener) -> Stranger | None:
    endpoint = Endpoint("localhost" if at.host == "*" else at.host, at.port, Security.NONE)
    stages = (Stage.RESOLVE, Stage.CONNECT, Stage.GREETING)
    run = Run(Settings("relay", providers.CUSTOM, endpoint), None, stages, TimeLimits.of(_GREETING_S))
    async with run.session:
        for stage in stages:
            async with aclosing(run.stage(stage, run.opening(stage))) as events:
                async for _ in events:
                    pass
            if run.failure is not None:
                return None
        await run.part()
    return Stranger(at, run.stages[-1].detail)
