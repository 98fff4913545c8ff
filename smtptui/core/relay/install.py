"""A plan made true, whole or not at all: copies first, `postconf -e`, `postmap`, `postfix check`, reload."""

import errno
import os
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from smtptui.core.relay.loading import all_or_nothing
from smtptui.core.relay.planning import COMPILED, written
from smtptui.core.relay.record import MAIN_CF
from smtptui.core.relay.recorder import Recorder
from smtptui.core.relay.status import status, strangers
from smtptui.errors import ConfigurationError, WriteError
from smtptui.formats._postfix import parameters_in
from smtptui.model.relay import Listener
from smtptui.model.relay_plan import Change, RelayPlan, Table, TableState
from smtptui.net.binding import refused_at
from smtptui.relay.complaints import not_root
from smtptui.relay.instance import Instance
from smtptui.relay.listening_service import MASTER_CF
from smtptui.relay.programs import Programs
from smtptui.relay.running import master_pid
from smtptui.relay.services import listeners
from smtptui.store.placing import Placement, place_all
from smtptui.store.text_file import read_text_file
from smtptui.text import printable


def check_root() -> None:
    """Raises WriteError for who is not root."""
    if os.geteuid() != 0:
        raise not_root("only root can change Postfix's configuration")


async def check_possible(instance: Instance, plan: RelayPlan) -> None:
    """Whether the plan could come true here. Raises WriteError, ConfigurationError; nothing is changed by it."""
    check_root()
    if plan.packages:
        raise ConfigurationError(f"missing here: {', '.join(plan.packages)}", f"apt install {' '.join(plan.packages)}")
    # Where it runs, the port is its own, and its queue may be long.
    others = () if master_pid(instance) is not None else (await status(instance, number=0)).strangers
    if others:
        where = ", ".join(f"{one.listener} ({printable(one.greeting)})" for one in others)
        raise ConfigurationError(f"another mail server has Postfix's port: {where}", "stop it, or let it do the work")
    if plan.listening is not None:
        await _check_port(instance, plan.listening.service.at)
    if not os.access(instance.config_directory, os.W_OK):
        raise WriteError(f"{printable(str(instance.config_directory))} is read-only", "nothing was changed")


async def _check_port(instance: Instance, at: Listener) -> None:
    """A master that cannot have a port of its own ends, and all mail waits."""
    interfaces = (await instance.settings("inet_interfaces"))["inet_interfaces"]
    if master_pid(instance) is not None and at in await listeners(instance, interfaces):
        return
    error = refused_at(at.host, at.port)
    if error is None:
        return
    if error.errno == errno.EADDRNOTAVAIL:
        raise ConfigurationError(f"{at.host} is no address of this machine", "`ip address` lists them")
    who = "".join(f": {printable(one.greeting)}" for one in await strangers((at,)))
    raise ConfigurationError(f"{at} cannot be had: {error.strerror}{who}", "stop who has it, or name another port")


async def install(
    instance: Instance, plan: RelayPlan, checked: Callable[[], Awaitable[None]] | None = None
) -> Sequence[Path]:
    """Make the plan true; the copies of what was there. Raises SmtptuiError, and everything is then as it was.

    `checked` is asked when Postfix works by it; what it raises takes all of it back, too.
    """
    folder = plan.listening.dovecot if plan.listening else None
    async with all_or_nothing(instance, needs_restart=plan.needs_restart, dovecot=folder) as loading:
        backups = await _placed(instance, plan, await edited(instance, plan.changes))
        await _verify(instance, plan.changes)
        await loading.load()
        if checked is not None:
            await checked()
    return backups


async def edited(instance: Instance, changes: Sequence[Change]) -> bytes:
    """main.cf with these changes, as postconf(1) makes them: every other line stays. Raises ConfigurationError.

    It works on a copy. On the file itself it would lose mode and owner, and write its first line behind a last line
    that has no end (seen with Postfix 3.7).
    """
    octets = (instance.config_directory / MAIN_CF).read_bytes()
    if not changes:
        return octets
    sets = [f"{one.name}={one.after}" for one in changes if one.after is not None]
    drops = [one.name for one in changes if one.after is None]
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / MAIN_CF
        copy.write_bytes(octets if octets.endswith(b"\n") or not octets else octets + b"\n")
        programs = Programs(copy.parent)
        if sets:
            await programs.done("postconf", "-e", *sets)
        if drops:
            await programs.done("postconf", "-X", *drops)
        return copy.read_bytes()


async def _placed(instance: Instance, plan: RelayPlan, octets: bytes) -> Sequence[Path]:
    """Write tables and main.cf together, the record before them, and compile the tables."""
    folder = instance.config_directory
    recorder = Recorder(folder, plan, parameters_in(text_of(folder / MAIN_CF)), octets)
    tables = [one for one in plan.tables if one.state is not TableState.CURRENT]
    placements = [_placement(one) for one in tables]
    if plan.changes:
        placements.append(placement_as_is(folder / MAIN_CF, octets))
    placed = place_all(placements, Path("/"), lambda steps, _: recorder.write(steps))
    for one in tables:
        await compile_table(instance, one.path, one.map_type)
    # A copy of what an earlier installation wrote is of no use, and may hold its login.
    return [copy for one in placed if (copy := one.backup) and not recorder.discards(one.path, copy)]


async def compile_table(instance: Instance, path: Path, map_type: str) -> None:
    """Have postmap(1) make of it what Postfix reads; a table of regular expressions is read as it is."""
    if map_type in COMPILED:
        await instance.programs.done("postmap", f"{map_type}:{path}")


def _placement(table: Table) -> Placement:
    octets = table.text.reveal().encode("utf-8", "surrogateescape")
    if table.path.name == MASTER_CF and table.path.exists():
        return placement_as_is(table.path, octets)
    return Placement(str(table.path), octets, table.owner, table.mode)


def placement_as_is(path: Path, octets: bytes) -> Placement:
    """A file with the owner and mode that it has."""
    return Placement(str(path), octets, f"{path.owner()}:{path.group()}", path.stat().st_mode & 0o7777)


async def _verify(instance: Instance, changes: Sequence[Change]) -> None:
    """Raises ConfigurationError where Postfix reads another value than was written."""
    now = await written(instance, [one.name for one in changes]) if changes else {}
    for one in changes:
        if one.after is not None and now.get(one.name) != one.after:
            raise ConfigurationError(
                f"Postfix does not take {one.name} = {printable(one.after)}", "nothing was changed"
            )


def text_of(path: Path) -> str:
    """A file's text, empty where there is none. Raises WriteError."""
    found = read_text_file(path)
    return found.text if found else ""
