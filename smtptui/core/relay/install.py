"""A plan made true, whole or not at all: copies first, `postconf -e`, `postmap`, `postfix check`, reload."""

import errno
import os
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from smtptui.core.relay.planning import COMPILED, written
from smtptui.core.relay.record import MAIN_CF, NAME
from smtptui.core.relay.recorder import Recorder
from smtptui.core.relay.status import status, strangers
from smtptui.core.relay.undertaking import Undertaking, all_or_nothing, scratch_folder
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
from smtptui.store.step import Step
from smtptui.store.text_file import read_text_file
from smtptui.text import printable

TOP = Path("/")
_SUBMITTERS = "authorized_submit_users"


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
    elif (await instance.settings(_SUBMITTERS)).get(_SUBMITTERS) == "":
        # As `postmulti -e create` leaves it.
        advice = f"postconf -c {printable(str(instance.config_directory))} -e {_SUBMITTERS}=static:anyone"
        raise ConfigurationError(f"no program may hand mail to this Postfix: its {_SUBMITTERS} is empty", advice)
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
    async with all_or_nothing(instance, needs_restart=plan.needs_restart, dovecot=folder) as undertaking:
        copies = await _placed(instance, plan, undertaking)
        await _verify(instance, plan.changes)
        await undertaking.loading.load()
        if checked is not None:
            await checked()
    return copies


async def _placed(instance: Instance, plan: RelayPlan, undertaking: Undertaking) -> Sequence[Path]:
    """Write tables, main.cf and the record together; the copies of the operator's files."""
    folder = instance.config_directory
    octets = await edited(instance, plan.changes)
    recorder = Recorder(folder, plan, parameters_in(text_of(folder / MAIN_CF)), octets)

    def announce(steps: Sequence[Step], folders: Sequence[Path]) -> None:
        # The record knows the files by what they are once they are on the disk, and goes back with them.
        record = placement(folder / NAME, recorder.record(steps).octets())
        (own,) = place_all([record], TOP, lambda first, _: undertaking.journal.announce([*first, *steps], folders))
        undertaking.scrap.extend([own.backup] if own.backup else [])

    placements = [one for table in plan.tables for one in await _placements(instance, table)]
    if plan.changes:
        placements.append(placement_as_is(folder / MAIN_CF, octets))
    copies = {one.backup: recorder.is_ours(one.path) for one in place_all(placements, TOP, announce) if one.backup}
    # A copy of what an earlier installation wrote is of no use, and may hold its login.
    undertaking.scrap.extend(copy for copy, is_ours in copies.items() if is_ours)
    return [copy for copy, is_ours in copies.items() if not is_ours]


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
    with scratch_folder(instance.config_directory) as scratch:
        copy = scratch / MAIN_CF
        copy.write_bytes(octets if octets.endswith(b"\n") or not octets else octets + b"\n")
        programs = Programs(scratch)
        if sets:
            await programs.done("postconf", "-e", *sets)
        if drops:
            await programs.done("postconf", "-X", *drops)
        return copy.read_bytes()


async def _placements(instance: Instance, table: Table) -> Sequence[Placement]:
    """A table that is not there yet, and beside it what postmap(1) makes of it.

    That is made aside and put in its place whole: Postfix may open it at any time.
    """
    if table.state is TableState.CURRENT:
        return ()
    octets = table.text.reveal().encode("utf-8", "surrogateescape")
    if table.path.name == MASTER_CF and table.path.exists():
        return (placement_as_is(table.path, octets),)
    placements = [Placement(str(table.path), octets, table.owner, table.mode)]
    # Tables of regular expressions are read as they are.
    if table.map_type in COMPILED:
        with scratch_folder(instance.config_directory) as scratch:
            copy = scratch / table.path.name
            copy.write_bytes(octets)
            await instance.programs.done("postmap", f"{table.map_type}:{copy}")
            copy.unlink()
            for made in sorted(scratch.iterdir()):
                path = str(table.path.with_name(made.name))
                placements.append(Placement(path, made.read_bytes(), table.owner, table.mode))
    return placements


def placement(path: Path, octets: bytes | None) -> Placement:
    """A file for root alone; none there any more without `octets`."""
    return Placement(str(path), octets, "root:root")


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
