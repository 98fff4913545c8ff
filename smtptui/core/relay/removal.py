"""An installation taken back: what was there before returns, what the operator has changed since stays."""

from collections.abc import Sequence
from pathlib import Path

from smtptui.core.relay.install import (
    compile_table,
    edited,
    placement_as_is,
    text_of,
)
from smtptui.core.relay.loading import all_or_nothing
from smtptui.core.relay.planning import COMPILED
from smtptui.core.relay.record import MAIN_CF, NAME, Record, digest_of, dovecot_of, identity_at, read_record
from smtptui.formats._postfix import parameters_in
from smtptui.model.relay_plan import Change
from smtptui.model.relay_removal import Removal
from smtptui.relay.instance import Instance
from smtptui.relay.listening_service import MASTER_CF, without_service
from smtptui.relay.machine import DEFAULT_TYPE
from smtptui.relay.plan import LOGIN_TABLE
from smtptui.store.placing import Placement, place_all
from smtptui.text import decoded


def removal_of(instance: Instance) -> Removal | None:
    """What would be taken back; None where nothing was installed. Raises ConfigurationError, WriteError."""
    folder = instance.config_directory
    record = read_record(folder)
    if record is None:
        return None
    now = parameters_in(text_of(folder / MAIN_CF))
    ours = {name: own for name, own in record.parameters.items() if now.get(name) == own.after}
    others = {name: own for name, own in record.tables.items() if name != MASTER_CF}
    tables = {name: own for name, own in others.items() if own.identity == identity_at(folder / name)}
    return Removal(
        profile=record.profile,
        changes=tuple(Change(name, own.after, own.before, "back") for name, own in ours.items()),
        kept=tuple((name, now.get(name, "")) for name in record.parameters if name not in ours),
        is_whole=_is_whole(folder, record),
        ends_listening=_without_listening(folder) is not None,
        restored_tables=tuple(name for name, own in tables.items() if own.backup),
        removed_tables=tuple(name for name, own in tables.items() if not own.backup),
        kept_tables=tuple(name for name in others if name not in tables),
    )


def _without_listening(folder: Path) -> bytes | None:
    """master.cf without the service that was added; None where none was. Whatever was changed since stays."""
    text = decoded((folder / MASTER_CF).read_bytes())
    rest = without_service(text)
    return None if rest == text else rest.encode("utf-8", "surrogateescape")


def _is_whole(folder: Path, record: Record) -> bool:
    if record.backup is None or not (folder / record.backup).exists():
        return False
    return record.digest == digest_of((folder / MAIN_CF).read_bytes())


async def remove(instance: Instance, removal: Removal) -> None:
    """Take it back. Raises SmtptuiError, and the installation then stands as before."""
    folder = instance.config_directory
    record = read_record(folder)
    assert record is not None
    dovecot = dovecot_of(record)
    async with all_or_nothing(instance, needs_restart=removal.needs_restart, dovecot=dovecot) as loading:
        octets = await _main_cf(instance, removal, record)
        returning = [_former(folder, name, record) for name in removal.restored_tables]
        returning.append(placement_as_is(folder / MAIN_CF, octets))
        if (services := _without_listening(folder)) is not None:
            returning.append(placement_as_is(folder / MASTER_CF, services))
        copies = [one.backup for one in place_all(returning, Path("/"))]
        for name in removal.removed_tables:
            _unlink(folder, name)
        if LOGIN_TABLE in removal.restored_tables:
            await compile_table(instance, folder / LOGIN_TABLE, await _map_type(instance))
        (folder / NAME).unlink()
        await loading.load()
    _forget_copies(folder, removal, record, [one for one in copies if one])


async def _main_cf(instance: Instance, removal: Removal, record: Record) -> bytes:
    if removal.is_whole and record.backup is not None:
        return (instance.config_directory / record.backup).read_bytes()
    return await edited(instance, removal.changes)


def _former(folder: Path, name: str, record: Record) -> Placement:
    copy = folder / (record.tables[name].backup or "")
    owner, mode = f"{copy.owner()}:{copy.group()}", copy.stat().st_mode & 0o7777
    return Placement(str(folder / name), copy.read_bytes(), owner, mode)


def _unlink(folder: Path, name: str) -> None:
    """The table, and what postmap(1) made of it."""
    for end in ("", *set(COMPILED.values())):
        (folder / f"{name}{end}").unlink(missing_ok=True)


async def _map_type(instance: Instance) -> str:
    return (await instance.settings(DEFAULT_TYPE))[DEFAULT_TYPE]


def _forget_copies(folder: Path, removal: Removal, record: Record, made: Sequence[Path]) -> None:
    """What stands in its place again needs no copy, and what was ours none either: it may hold the login."""
    own = [record.tables[name].backup for name in removal.restored_tables]
    if (services := record.tables.get(MASTER_CF)) and _is_copy_of(folder / MASTER_CF, services.backup):
        own.append(services.backup)
    if removal.is_whole:
        own.append(record.backup)
    for path in (*(folder / name for name in own if name), *made):
        path.unlink(missing_ok=True)


def _is_copy_of(path: Path, backup: str | None) -> bool:
    copy = path.with_name(backup) if backup else None
    return copy is not None and copy.exists() and copy.read_bytes() == path.read_bytes()
