"""The Dovecot that checks a relay's logins, made to work by its new files, or by the former ones again."""

import asyncio
import os
from pathlib import Path

from smtptui.errors import ConfigurationError
from smtptui.model.relay_listening import MECHANISMS
from smtptui.relay.dovecot import DovecotPrograms
from smtptui.relay.dovecot_files import DATABASE
from smtptui.relay.instance import Instance
from smtptui.relay.listening import ACCOUNTS
from smtptui.relay.listening_service import SOCKET
from smtptui.text import decoded, printable

_PATIENCE_S = 20.0
_LOOK_EVERY_S = 0.05


class LoginService:
    """Dovecot, loaded and taken back. The file that names the relay's accounts tells whether it shall have them."""

    def __init__(self, programs: DovecotPrograms, instance: Instance, *, ran: bool) -> None:
        self._programs = programs
        self._ran = ran
        self._socket = instance.queue_directory / SOCKET
        self._accounts = instance.config_directory / ACCOUNTS
        self._has_begun = False

    @classmethod
    async def of(cls, folder: Path, instance: Instance) -> "LoginService | None":
        """The Dovecot of this folder, as it is now; None where it is gone.

        Raises ConfigurationError for one that is damaged already.
        """
        programs = DovecotPrograms(folder)
        if not programs.is_installed:
            return None
        return cls(programs, instance, ran=await programs.is_running())

    @property
    def _is_wanted(self) -> bool:
        return (self._programs.folder / "conf.d" / DATABASE).exists()

    async def load(self) -> None:
        """Have it check its configuration and work by it, also where it did not run. Raises ConfigurationError."""
        await self._check()
        self._has_begun = True
        if self._ran:
            await self._programs.load()
        elif self._is_wanted:
            await self._programs.start()
        await self._settle()

    async def go_back(self) -> None:
        """Have it work by the former files again, or stop where it did not run."""
        if self._has_begun and await self._programs.is_running():
            await (self._programs.load() if self._ran else self._programs.stop())
            await self._settle()

    async def _check(self) -> None:
        effective = await self._programs.effective()
        if not self._is_wanted:
            return
        advice = f"{self._programs.folder}/dovecot.conf has to include conf.d/*.conf; everything is as it was"
        if str(self._accounts) not in effective:
            raise ConfigurationError("Dovecot does not read what was written for it", advice)
        listed = (await self._programs.settings()).get("auth_mechanisms", "").upper().split()
        if missing := [one for one in MECHANISMS if one not in listed]:
            words = f"Dovecot does not offer {', '.join(missing)}: auth_mechanisms is set behind ours"
            raise ConfigurationError(words, "set it before conf.d is included; everything is as it was")

    async def _settle(self) -> None:
        """Wait until it answers Postfix, or until nothing of it is left to be asked."""
        try:
            async with asyncio.timeout(_PATIENCE_S):
                await self._until_settled()
        except TimeoutError:
            words = "does not answer" if self._is_wanted else "still answers"
            shown = printable(str(self._socket))
            raise ConfigurationError(f"Dovecot {words} at {shown}", "its log says why") from None
        if not self._is_wanted:
            # Not before Dovecot has let go of it: it would not make anew what it still holds.
            self._socket.unlink(missing_ok=True)

    async def _until_settled(self) -> None:
        while True:
            offered = set(await mechanisms_at(self._socket))
            if set(MECHANISMS) <= offered if self._is_wanted else not offered:
                return
            await asyncio.sleep(_LOOK_EVERY_S)


async def mechanisms_at(path: Path) -> tuple[str, ...]:
    """What the Dovecot behind this socket offers; nothing where none answers. Its protocol begins with the list."""
    try:
        reader, writer = await asyncio.open_unix_connection(str(path))
    except (FileNotFoundError, ConnectionRefusedError):
        return ()
    try:
        writer.write(f"VERSION\t1\t1\nCPID\t{os.getpid()}\n".encode())
        said = decoded(await reader.readuntil(b"DONE\n"))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError):
        return ()
    finally:
        writer.close()
    return tuple(line.split("\t")[1] for line in said.splitlines() if line.startswith("MECH\t"))
