"""A plan made true, whole or not at all: copies first, `postconf -e`, `postmap`, `postfix check`, reload."""

import os
import tempfile
from collections.abc import AsyncGenerator, Container, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from smtptui.core.relay.planning import COMPILED, written
from smtptui.core.relay.record import NAME, OwnTable, Record, digest_of, identity_at, read_record
from smtptui.core.relay.snapshot import Snapshot
from smtptui.core.relay.status import status
from smtptui.errors import ConfigurationError, NotRunningError, WriteError
from smtptui.formats._postfix import parameters_in
from smtptui.model.relay_plan import Change, RelayPlan, TableState
from smtptui.relay import control
from smtptui.relay.complaints import gravest_words, not_root
from smtptui.relay.instance import Instance
from smtptui.relay.machine import OwnChange
from smtptui.relay.plan import TABLES
from smtptui.relay.programs import Programs
from smtptui.relay.running import master_pid
from smtptui.store.atomic import write_atomically
from smtptui.store.placing import Placed, Placement, place_all
from smtptui.store.text_file import read_text_file
from smtptui.text import printable

MAIN_CF = "main.cf"
_FILES = (MAIN_CF, NAME, *TABLES)


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


class Loading:
    """Postfix made to work by its files; `has_begun` tells whether it may know of the new ones."""

    def __init__(self, instance: Instance, *, needs_restart: bool) -> None:
        self._instance = instance
        self._needs_restart = needs_restart
        self._ran = master_pid(instance) is not None
        self.has_begun = False

    async def load(self) -> None:
        """Have Postfix check its configuration and work by it, also where it did not run. Raises SmtptuiError."""
        programs = self._instance.programs
        checked = await programs.manage("check")
        if checked.status != 0:
            raise ConfigurationError(f"postfix check: {gravest_words(checked.complaint)}", "everything is as it was")
        # `postfix check` passes over master.cf, and a reload by one that cannot be read ends a Postfix that runs.
        await programs.done("postconf", "-M")
        self.has_begun = True
        if self._needs_restart or not self._ran:
            await control.restart(self._instance)
            return
        loaded = await programs.manage("reload")
        if loaded.status != 0:
            words = gravest_words(loaded.complaint)
            raise NotRunningError(f"Postfix does not reload: {words}", "everything is as it was")

    async def go_back(self) -> None:
        """Have Postfix work by the former files again, or stop where it did not run."""
        if not self.has_begun:
            return
        runs = master_pid(self._instance) is not None
        if self._ran and (self._needs_restart or not runs):
            await control.restart(self._instance)
        elif runs:
            await self._instance.programs.manage("reload" if self._ran else "stop")


@asynccontextmanager
async def all_or_nothing(instance: Instance, *, needs_restart: bool) -> AsyncGenerator[Loading, None]:
    """However the body fails, each file is as it was, and Postfix runs by it, or does not run, as before."""
    names = [*_FILES, *(f"{table}{end}" for table in TABLES for end in sorted(set(COMPILED.values())))]
    snapshot, loading = Snapshot.of(instance.config_directory, names), Loading(instance, needs_restart=needs_restart)
    try:
        yield loading
    except BaseException:
        snapshot.restore()
        await loading.go_back()
        raise


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
    """Write tables and main.cf together, then the record, and compile the tables."""
    folder = instance.config_directory
    record = read_record(folder) or Record(plan.profile)
    ours = frozenset(name for name in (MAIN_CF, *record.tables) if _is_ours(folder, name, record))
    parameters = _merged(record, plan, parameters_in(text_of(folder / MAIN_CF)))
    tables = [one for one in plan.tables if one.state is not TableState.CURRENT]
    placements = [Placement(str(one.path), one.text.reveal().encode(), "root:root", one.mode) for one in tables]
    if plan.changes:
        placements.append(main_cf_placement(folder, octets))
    placed = place_all(placements, Path("/"))
    backups = _first_copies(placed, record, ours)
    own = {one.path.name: OwnTable(backups[one.path.name], identity_at(one.path)) for one in tables}
    digest = digest_of(octets) if plan.changes else record.digest
    after = Record(plan.profile, parameters, {**record.tables, **own}, backups.get(MAIN_CF, record.backup), digest)
    write_atomically(folder / NAME, after.octets())
    for one in tables:
        await compile_table(instance, one.path, one.map_type)
    return [one.backup for one in placed if one.backup and one.backup.exists()]


def _is_ours(folder: Path, name: str, record: Record) -> bool:
    """Whether an earlier installation wrote the file as it is now."""
    if name == MAIN_CF:
        return record.digest == digest_of((folder / MAIN_CF).read_bytes())
    return record.tables[name].identity == identity_at(folder / name)


def _first_copies(placed: Sequence[Placed], record: Record, ours: Container[str]) -> dict[str, str | None]:
    """The copy of what the operator last had, by file name. A copy of what we wrote ourselves is not kept.

    Where the operator has edited main.cf since an earlier installation, no copy stands for it as a whole.
    """
    copies: dict[str, str | None] = {}
    for one in placed:
        name = one.path.name
        if name in ours:
            copies[name] = record.backup if name == MAIN_CF else record.tables[name].backup
            if one.backup:
                one.backup.unlink()
        else:
            was_edited = name == MAIN_CF and record.digest != ""
            copies[name] = one.backup.name if one.backup and not was_edited else None
    return copies


async def compile_table(instance: Instance, path: Path, map_type: str) -> None:
    """Have postmap(1) make of it what Postfix reads; a table of regular expressions is read as it is."""
    if map_type in COMPILED:
        await instance.programs.done("postmap", f"{map_type}:{path}")


def main_cf_placement(folder: Path, octets: bytes) -> Placement:
    """main.cf with the owner and mode that it has."""
    path = folder / MAIN_CF
    return Placement(str(path), octets, f"{path.owner()}:{path.group()}", path.stat().st_mode & 0o7777)


def _merged(record: Record, plan: RelayPlan, stated: Mapping[str, str]) -> dict[str, OwnChange]:
    """What main.cf said before the first of our installations, for every parameter that is now ours."""
    parameters = dict(record.parameters)
    for change in plan.changes:
        own = parameters.pop(change.name, None)
        before = own.before if own is not None and own.after == change.before else stated.get(change.name)
        if before != change.after:
            parameters[change.name] = OwnChange(before, change.after)
    return parameters


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
