"""An installation taken back: what was there before returns, what the operator has changed since stays."""

from collections.abc import Iterator
from pathlib import Path

from smtptui.core.relay.install import TOP, edited, placement, placement_as_is, text_of
from smtptui.core.relay.record import MAIN_CF, NAME, Record, digest_of, dovecot_of, identity_at, read_record
from smtptui.core.relay.undertaking import all_or_nothing
from smtptui.formats._postfix import parameters_in
from smtptui.model.relay_plan import Change
from smtptui.model.relay_removal import Removal
from smtptui.relay.instance import Instance
from smtptui.relay.listening_service import MASTER_CF, without_service
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
    tables = {name: own for name, own in others.items() if _is_as_written(folder, record, name)}
    kept = tuple((name, now.get(name, "")) for name in record.parameters if name not in ours)
    kept_tables = tuple(name for name in others if name not in tables)
    return Removal(
        profile=record.profile,
        changes=tuple(Change(name, own.after, own.before, "back") for name, own in ours.items()),
        kept=kept,
        is_whole=_is_whole(folder, record),
        ends_listening=_without_listening(folder) is not None,
        restored_tables=tuple(name for name, own in tables.items() if own.backup),
        removed_tables=tuple(name for name, own in tables.items() if not own.backup),
        kept_tables=kept_tables,
        kept_copies=tuple(_kept_copies(folder, record, {*([MAIN_CF] if kept else []), *kept_tables})),
    )


def _is_as_written(folder: Path, record: Record, name: str) -> bool:
    """Whether a table is the one that was written; what postmap(1) made of one goes with it."""
    together = {name, name.partition(".")[0]} & record.tables.keys()
    return all(record.tables[one].identity == identity_at(folder / one) for one in together)


def _kept_copies(folder: Path, record: Record, changed: set[str]) -> Iterator[str]:
    """The copies of files that do not become what they were: only the copy tells that."""
    for name in record.copies:
        if any(name.startswith(f"{one}.") for one in changed) and (folder / name).exists():
            yield name


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
    async with all_or_nothing(instance, needs_restart=removal.needs_restart, dovecot=dovecot) as undertaking:
        placements = [
            *(_former(folder, name, record) for name in removal.restored_tables),
            placement_as_is(folder / MAIN_CF, await _main_cf(instance, removal, record)),
            *_services(folder),
            *(placement(folder / name, None) for name in (*removal.removed_tables, NAME)),
        ]
        placed = place_all(placements, TOP, undertaking.journal.announce)
        undertaking.scrap.extend(one.backup for one in placed if one.backup)
        undertaking.scrap.extend(folder / name for name in record.copies if name not in removal.kept_copies)
        await undertaking.loading.load()


async def _main_cf(instance: Instance, removal: Removal, record: Record) -> bytes:
    if removal.is_whole and record.backup is not None:
        return (instance.config_directory / record.backup).read_bytes()
    return await edited(instance, removal.changes)


def _services(folder: Path) -> Iterator[Placement]:
    services = _without_listening(folder)
    if services is not None:
        yield placement_as_is(folder / MASTER_CF, services)


def _former(folder: Path, name: str, record: Record) -> Placement:
    own = record.tables[name]
    copy = folder / (own.backup or "")
    return Placement(str(folder / name), copy.read_bytes(), f"{copy.owner()}:{copy.group()}", own.mode or 0o600)
