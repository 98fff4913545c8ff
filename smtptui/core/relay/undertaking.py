"""A change of a relay's files: all of it or nothing, one at a time, and put right where it was killed half-way."""

import os
import shutil
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from smtptui.core.relay.loading import Loading
from smtptui.core.relay.login_service import LoginService
from smtptui.core.relay.record import JOURNAL, SCRATCH
from smtptui.errors import WriteError
from smtptui.relay.dovecot_files import OUTSIDE
from smtptui.relay.instance import Instance
from smtptui.store.atomic import unwritable
from smtptui.store.journal import Journal, Repair
from smtptui.text import printable


@dataclass(frozen=True, slots=True)
class Undertaking:
    """A change that is being made: what is placed is announced to the journal, `scrap` are copies nobody needs then."""

    journal: Journal
    loading: Loading
    scrap: list[Path] = field(default_factory=list)


@asynccontextmanager
async def all_or_nothing(
    instance: Instance, *, needs_restart: bool, dovecot: Path | None = None
) -> AsyncGenerator[Undertaking, None]:
    """However the body fails, each file is as it was, and Postfix runs by it, or does not run, as before.

    So does the Dovecot whose dovecot.conf is in the folder `dovecot`, where one is meant. Raises WriteError where
    another process is at it.
    """
    folder = instance.config_directory
    with _alone(folder):
        logins = await LoginService.of(dovecot, instance) if dovecot is not None else None
        loading = Loading(instance, needs_restart=needs_restart, logins=logins)
        undertaking = Undertaking(_journal(folder), loading)
        try:
            yield undertaking
        except BaseException:
            undertaking.journal.take_back()
            await undertaking.loading.go_back()
            raise
        undertaking.journal.end(undertaking.scrap)


@contextmanager
def scratch_folder(folder: Path) -> Iterator[Path]:
    """Where files are prepared that may hold a login: what a killed process leaves there, the next one finds."""
    path = folder / SCRATCH
    path.mkdir(mode=0o700)
    try:
        yield path
    finally:
        shutil.rmtree(path)


def taken_back(folder: Path) -> Sequence[Repair]:
    """Take back what a killed change has left among the files; what had to be. Raises WriteError."""
    with _alone(folder):
        try:
            if (folder / SCRATCH).exists():
                shutil.rmtree(folder / SCRATCH)
            return _journal(folder).take_back()
        except OSError as error:
            raise unwritable(folder, error) from error


async def put_right(instance: Instance) -> Sequence[Repair]:
    """Take back what a killed change has left, and have Postfix work by the former files. Raises SmtptuiError."""
    repairs = taken_back(instance.config_directory)
    if repairs:
        dovecot = next((one.path.parent.parent for one in repairs if one.path.name in OUTSIDE), None)
        # Both may run by either set of files, or have been stopped to be started by the new ones.
        async with all_or_nothing(instance, needs_restart=True, dovecot=dovecot) as undertaking:
            await undertaking.loading.load()
    return repairs


def _journal(folder: Path) -> Journal:
    return Journal(folder / JOURNAL)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else changes this Postfix meanwhile: the folder itself is locked, so that no lock file stays in it."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            where = printable(str(folder))
            raise WriteError(f"another process is changing {where}", "wait for it, then try again") from None
        yield
    finally:
        os.close(descriptor)
