"""Postfix made to work by its new files, or by the former ones again where a step fails."""

from smtptui.core.relay.login_service import LoginService
from smtptui.errors import ConfigurationError, NotRunningError
from smtptui.relay import control
from smtptui.relay.complaints import gravest_words
from smtptui.relay.instance import Instance
from smtptui.relay.jail import fill_jail
from smtptui.relay.running import master_pid


class Loading:
    """Postfix made to work by its files; `has_begun` tells whether it may know of the new ones."""

    def __init__(self, instance: Instance, *, needs_restart: bool, logins: LoginService | None = None) -> None:
        self._instance = instance
        self._logins = logins
        self._needs_restart = needs_restart
        self._ran = master_pid(instance) is not None
        self.has_begun = False

    async def load(self) -> None:
        """Have Postfix check its configuration and work by it, also where it did not run. Raises SmtptuiError."""
        programs = self._instance.programs
        # `postfix check` passes over master.cf, and a reload by one that cannot be read ends a Postfix that runs.
        await programs.done("postconf", "-M")
        checked = await programs.manage("check")
        if checked.status != 0:
            raise ConfigurationError(f"postfix check: {gravest_words(checked.complaint)}", "everything is as it was")
        if self._logins is not None:
            await self._logins.load()
        self.has_begun = True
        if self._needs_restart or not self._ran:
            await control.restart(self._instance)
            return
        await fill_jail(self._instance)
        loaded = await programs.manage("reload")
        if loaded.status != 0:
            words = gravest_words(loaded.complaint)
            raise NotRunningError(f"Postfix does not reload: {words}", "everything is as it was")

    async def go_back(self) -> None:
        """Have Postfix work by the former files again, or stop where it did not run."""
        try:
            if self._logins is not None:
                await self._logins.go_back()
        finally:
            await self._go_back()

    async def _go_back(self) -> None:
        if not self.has_begun:
            return
        runs = master_pid(self._instance) is not None
        if self._ran and (self._needs_restart or not runs):
            await control.restart(self._instance)
        elif runs:
            await self._instance.programs.manage("reload" if self._ran else "stop")
