"""Postfix made to work by its new files, or by the former ones again where a step fails."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

from smtptui.core.relay.login_service import LoginService
from smtptui.core.relay.planning import COMPILED
from smtptui.core.relay.record import MAIN_CF, NAME
from smtptui.core.relay.snapshot import Snapshot
from smtptui.errors import ConfigurationError, NotRunningError
from smtptui.relay import control
from smtptui.relay.complaints import gravest_words
from smtptui.relay.dovecot_files import OUTSIDE
from smtptui.relay.instance import Instance
from smtptui.relay.listening import OWN_FILES
from smtptui.relay.plan import TABLES
from smtptui.relay.running import master_pid

_FILES = (MAIN_CF, NAME, *TABLES, *OWN_FILES)


class Loading:
    """Postfix made to work by its files; `has_begun` tells whether it may know of the new ones."""

    def __init__(self, instance: Instance, *, needs_restart: bool, logins: LoginService | None) -> None:
        self._instance = instance
        self._logins = logins
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
        if self._logins is not None:
            await self._logins.load()
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
        if self._logins is not None:
            await self._logins.go_back()
        if not self.has_begun:
            return
        runs = master_pid(self._instance) is not None
        if self._ran and (self._needs_restart or not runs):
            await control.restart(self._instance)
        elif runs:
            await self._instance.programs.manage("reload" if self._ran else "stop")


@asynccontextmanager
async def all_or_nothing(
    instance: Instance, *, needs_restart: bool, dovecot: Path | None = None
) -> AsyncGenerator[Loading, None]:
    """However the body fails, each file is as it was, and Postfix runs by it, or does not run, as before.

    So does the Dovecot whose dovecot.conf is in the folder `dovecot`, where one is meant.
    """
    names = [*_FILES, *(f"{table}{end}" for table in TABLES for end in sorted(set(COMPILED.values())))]
    snapshots = [Snapshot.of(instance.config_directory, names)]
    if dovecot is not None and (dovecot / "conf.d").is_dir():
        snapshots.append(Snapshot.of(dovecot / "conf.d", OUTSIDE))
    logins = await LoginService.of(dovecot, instance) if dovecot is not None else None
    loading = Loading(instance, needs_restart=needs_restart, logins=logins)
    try:
        yield loading
    except BaseException:
        for snapshot in snapshots:
            snapshot.restore()
        await loading.go_back()
        raise
