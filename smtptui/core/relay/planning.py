"""A profile held against a Postfix: the plan, with all that had to be read for it."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from smtptui.core.exporting.values import values_of
from smtptui.core.relay.record import read_record
from smtptui.daemon import in_daemon
from smtptui.errors import WriteError
from smtptui.model.provider import Provider
from smtptui.model.relay_listening import Wanted
from smtptui.model.relay_plan import RelayPlan
from smtptui.model.settings import Settings
from smtptui.relay.instance import Instance
from smtptui.relay.log_source import log_source
from smtptui.relay.machine import DEFAULT_TYPE, SYSTEM_TRUST, Machine, OwnChange, TableFile
from smtptui.relay.plan import MANAGED, TABLES, plan
from smtptui.relay.programs import path_of
from smtptui.secret import Secret
from smtptui.store.text_file import read_text_file

_DEFAULT_FOLDER = Path("/etc/postfix")
_SASL_FOLDERS = (Path("/usr/lib"), Path("/usr/lib64"), Path("/usr/local/lib"))
_SYSLOG = Path("/dev/log")
# What postmap(1) makes of a table, by type.
COMPILED = {"hash": ".db", "btree": ".db", "lmdb": ".lmdb", "cdb": ".cdb", "dbm": ".pag", "sdbm": ".pag"}


def is_installed() -> bool:
    """Whether there is a Postfix on this machine at all."""
    return path_of("postconf") is not None


async def plan_for(
    settings: Settings,
    provider: Provider,
    secret: Secret | None,
    instance: Instance | None,
    *,
    direct: bool = False,
    listening: Wanted | None = None,
) -> RelayPlan:
    """The plan for this relay; None is a machine that has no Postfix yet.

    Without `listening`, a listening side that was installed stays as it is. Raises CannotHoldError, WriteError, and
    ConfigurationError, MisuseError where it cannot listen so.
    """
    made = plan(values_of(settings, secret), provider, await machine_of(instance), direct=direct)
    if listening is None:
        return made
    from smtptui.core.relay.ground import listening_plan  # only here: most relays listen to their own machine

    return await listening_plan(made, listening, instance)


async def machine_of(instance: Instance | None) -> Machine:
    """What stands there now. What only root may read is marked so. Raises WriteError for a main.cf that is no text."""
    if instance is None:
        return Machine(_DEFAULT_FOLDER, has_postfix=False, has_sasl=_has_sasl(), has_trust=SYSTEM_TRUST.exists())
    values = await written(instance, (*MANAGED, DEFAULT_TYPE))
    known = await instance.programs.done("postconf", "-m")
    expanded = await instance.settings("maillog_file", "syslog_name", "myhostname", "myorigin")
    machine = Machine(
        config_directory=instance.config_directory,
        has_sasl=_has_sasl(),
        has_trust=SYSTEM_TRUST.exists(),
        has_log=_has_log(expanded),
        values=values,
        host=expanded["myhostname"],
        origin=expanded["myorigin"],
        map_types=tuple(known.printed.split()),
    )
    return await in_daemon(lambda: _with_files(machine))


async def written(instance: Instance, names: Iterable[str]) -> dict[str, str]:
    """Parameters in effect as they are written; what this version does not know is absent."""
    finished = await instance.programs.done("postconf", *names)
    pairs = (line.partition("=") for line in finished.printed.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


def _with_files(machine: Machine) -> Machine:
    folder, map_type = machine.config_directory, machine.values.get(DEFAULT_TYPE, "")
    main_cf = read_text_file(folder / "main.cf")
    tables = {name: _table_file(folder / name, COMPILED.get(map_type, "")) for name in TABLES}
    return replace(machine, main_cf=main_cf.text if main_cf else "", tables=tables, own=_own(folder))


def _own(folder: Path) -> Mapping[str, OwnChange]:
    try:
        record = read_record(folder)
    except PermissionError:
        # Who is not root is told of the tables already that this plan is not the last word.
        return {}
    return record.parameters if record else {}


def _table_file(path: Path, compiled_end: str) -> TableFile:
    try:
        found = read_text_file(path)
    except WriteError:
        if not os.access(path, os.R_OK):
            return TableFile(is_readable=False)
        raise
    return TableFile(Secret(found.text) if found else None, is_compiled=_is_compiled(path, compiled_end))


def _is_compiled(path: Path, end: str) -> bool:
    if not end:
        return True
    try:
        return path.with_name(path.name + end).stat().st_mtime_ns >= path.stat().st_mtime_ns
    except FileNotFoundError:
        return False


def _has_log(settings: Mapping[str, str]) -> bool:
    """Whether anything is logged, and can be read: in a container nobody listens where syslog(3) writes to."""
    source = log_source(settings)
    return bool(settings["maillog_file"]) or (_SYSLOG.exists() and bool(source.file or source.is_journal))


def _has_sasl() -> bool:
    """Whether Cyrus SASL has a mechanism to log in with: Debian has them in a package of their own."""
    places = (place for folder in _SASL_FOLDERS for place in (folder.glob("sasl2"), folder.glob("*/sasl2")))
    return any(next(place.glob("libplain*"), None) for found in places for place in found)
