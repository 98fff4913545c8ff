"""A plan made true, whole or not at all: copies first, `postconf -e`, `postmap`, `postfix check`, reload."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from smtptui.core.relay.loading import all_or_nothing
from smtptui.core.relay.planning import COMPILED, written
from smtptui.core.relay.record import MAIN_CF
from smtptui.core.relay.recorder import Recorder
from smtptui.core.relay.status import status
from smtptui.errors import ConfigurationError, WriteError
from smtptui.formats._postfix import parameters_in
from smtptui.model.relay_plan import Change, RelayPlan, TableState
from smtptui.relay.complaints import not_root
from smtptui.relay.instance import Instance
from smtptui.relay.programs import Programs
from smtptui.relay.running import master_pid
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
    strangers = () if master_pid(instance) is not None else (await status(instance, number=0)).strangers
    if strangers:
        where = ", ".join(f"{one.listener} ({printable(one.greeting)})" for one in strangers)
        raise ConfigurationError(f"another mail server has Postfix's port: {where}", "stop it, or let it do the work")
    if not os.access(instance.config_directory, os.W_OK):
        raise WriteError(f"{printable(str(instance.config_directory))} is read-only", "nothing was changed")


async def install(instance: Instance, plan: RelayPlan) -> Sequence[Path]:
    """Make the plan true; the copies of what was there. Raises SmtptuiError, and everything is then as it was."""
    async with all_or_nothing(instance, needs_restart=plan.needs_restart) as loading:
        backups = await _placed(instance, plan, await edited(instance, plan.changes))
        await _verify(instance, plan.changes)
        await loading.load()
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
    placements = [Placement(str(one.path), one.text.reveal().encode(), "root:root", one.mode) for one in tables]
    if plan.changes:
        placements.append(main_cf_placement(folder, octets))
    placed = place_all(placements, Path("/"), lambda steps, _: recorder.write(steps))
    for one in tables:
        await compile_table(instance, one.path, one.map_type)
    # A copy of what an earlier installation wrote is of no use, and may hold its login.
    return [copy for one in placed if (copy := one.backup) and not recorder.discards(one.path.name, copy)]


async def compile_table(instance: Instance, path: Path, map_type: str) -> None:
    """Have postmap(1) make of it what Postfix reads; a table of regular expressions is read as it is."""
    if map_type in COMPILED:
        await instance.programs.done("postmap", f"{map_type}:{path}")


def main_cf_placement(folder: Path, octets: bytes) -> Placement:
    """main.cf with the owner and mode that it has."""
    path = folder / MAIN_CF
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
