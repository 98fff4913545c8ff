"""The Dovecot that checks a relay's logins: its configuration, read as it is; loaded, started, stopped."""

import asyncio
from asyncio.subprocess import DEVNULL
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from smtptui.daemon import in_daemon
from smtptui.errors import ConfigurationError
from smtptui.relay.complaints import gravest_words
from smtptui.relay.programs import Finished, Programs, path_of
from smtptui.relay.running import is_process
from smtptui.text import decoded

FOLDER = Path("/etc/dovecot")
_SYSTEMD = Path("/run/systemd/system")
_SETTINGS = ("auth_mechanisms", "protocols", "default_internal_group", "base_dir")


@dataclass(frozen=True, slots=True)
class DovecotPrograms:
    """The programs of the Dovecot whose dovecot.conf is in `folder`."""

    folder: Path

    @property
    def is_installed(self) -> bool:
        """Whether there is such a Dovecot."""
        return path_of("doveconf") is not None and (self.folder / "dovecot.conf").exists()

    async def version(self) -> str:
        """Such as 2.3.19."""
        finished = await self._run("dovecot", "--version")
        return finished.printed.split(maxsplit=1)[0] if finished.printed.strip() else ""

    async def settings(self) -> dict[str, str]:
        """What it would work by now. Raises ConfigurationError for a configuration that it refuses."""
        finished = await self._run("doveconf", *_SETTINGS)
        if finished.status != 0:
            raise ConfigurationError(f"doveconf: {gravest_words(finished.complaint)}", "everything is as it was")
        return settings_in(finished.printed)

    async def effective(self) -> str:
        """All that differs from Dovecot's own values. Raises ConfigurationError for what it refuses."""
        finished = await self._run("doveconf", "-n")
        if finished.status != 0:
            raise ConfigurationError(f"doveconf -n: {gravest_words(finished.complaint)}", "everything is as it was")
        return finished.printed

    async def load(self) -> None:
        """Have the Dovecot that runs read its configuration anew. Raises ConfigurationError."""
        await self._obeyed("doveadm", "reload")

    async def start(self) -> None:
        """Start it. Raises ConfigurationError."""
        if await self._is_of_systemd():
            await Programs().done("systemctl", "start", "dovecot.service")
        else:
            await self._begun()

    async def stop(self) -> None:
        """Stop it. Raises ConfigurationError."""
        if await self._is_of_systemd():
            await Programs().done("systemctl", "stop", "dovecot.service")
        else:
            await self._obeyed("doveadm", "stop")

    async def is_running(self) -> bool:
        """Whether its master runs."""
        base = Path((await self.settings()).get("base_dir", "/run/dovecot"))
        return await in_daemon(lambda: _runs(base / "master.pid"))

    async def _is_of_systemd(self) -> bool:
        return self.folder == FOLDER and await in_daemon(_SYSTEMD.is_dir) and path_of("systemctl") is not None

    async def _obeyed(self, name: str, *words: str) -> None:
        finished = await self._run(name, *words)
        if finished.status != 0:
            raise _refusal(finished.complaint, f"{name} ended with status {finished.status}")

    async def _begun(self) -> None:
        """The daemon keeps the standard error that it was started with: it is given a file, which can be read."""
        words = (path_of("dovecot") or "dovecot", "-c", str(self.folder / "dovecot.conf"))
        with TemporaryFile() as said:
            process = await asyncio.create_subprocess_exec(*words, stdin=DEVNULL, stdout=DEVNULL, stderr=said)
            if await process.wait() != 0:
                said.seek(0)
                raise _refusal(decoded(said.read()), f"dovecot ended with status {process.returncode}")

    async def _run(self, name: str, *words: str) -> Finished:
        return await Programs(self.folder / "dovecot.conf").run(name, *words)


def _runs(pid_file: Path) -> bool:
    try:
        text = pid_file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return False
    return text.isdigit() and is_process(int(text), "dovecot")


def settings_in(printed: str) -> dict[str, str]:
    """Settings as doveconf(1) prints them. 2.4 prints a list as a block, with a line `member = yes` for each."""
    found: dict[str, str] = {}
    block = ""
    for line in printed.splitlines():
        name, _, value = (part.strip() for part in line.partition("="))
        if line.endswith("{"):
            block = line.removesuffix("{").strip()
            found[block] = ""
        elif block and name == "}":
            block = ""
        elif block:
            found[block] = f"{found[block]} {name}".strip() if value == "yes" else found[block]
        else:
            found[name] = value.strip('"').strip()
    return found


def _refusal(complaint: str, otherwise: str) -> ConfigurationError:
    return ConfigurationError(f"Dovecot: {gravest_words(complaint) or otherwise}", "`doveadm log errors` says more")
