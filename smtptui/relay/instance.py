"""One Postfix: its folders, its version, its settings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from smtptui.daemon import in_daemon
from smtptui.errors import ConfigurationError
from smtptui.relay.instances import instances_here
from smtptui.relay.passwords import redactor_of
from smtptui.relay.programs import Programs
from smtptui.secret import Redactor
from smtptui.text import printable

_PASSWORDS = "smtp_sasl_password_maps"
_ALWAYS = ("config_directory", "queue_directory", "mail_version")


@dataclass(frozen=True, slots=True)
class Instance:
    """A Postfix whose settings were read. `values` has those that `open_instance` was asked for."""

    programs: Programs
    config_directory: Path
    queue_directory: Path
    version: str
    values: Mapping[str, str]
    redactor: Redactor

    def safe(self, text: str) -> str:
        """Text of a server or a stranger, for a screen: without the relay's passwords, and all of it visible."""
        return printable(self.redactor(text))

    async def settings(self, *names: str) -> dict[str, str]:
        """Settings as they are now, by name and fully expanded; what this version does not know is absent."""
        return await settings(self.programs, *names)


async def open_instance(directory: Path | None = None, *names: str) -> Instance:
    """The Postfix of this machine, or the one configured in `directory`, with these settings read.

    Raises ConfigurationError, which says which instances there are, where it has none.
    """
    programs = Programs(await _checked(directory))
    values = await settings(programs, *_ALWAYS, _PASSWORDS, *names)
    config, queue, version = (values[name] for name in _ALWAYS)
    redactor = await in_daemon(lambda: redactor_of(values[_PASSWORDS]))
    return Instance(programs, Path(config), Path(queue), version, MappingProxyType(values), redactor)


async def settings(programs: Programs, *names: str) -> dict[str, str]:
    """Settings by name, with every $name in them expanded."""
    # Each line names its setting: one that this version does not know prints no line, only a warning.
    finished = await programs.done("postconf", "-x", *names)
    pairs = (line.partition("=") for line in finished.printed.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}


async def _checked(directory: Path | None) -> Path | None:
    """The folder in full, as Postfix wants it."""
    if directory is None:
        return None
    # No link is followed: Postfix knows the folder by the name it was given.
    folder = Path.cwd() / directory
    if not await in_daemon((folder / "main.cf").exists):
        others = ", ".join(printable(str(one.directory)) for one in await instances_here())
        advice = f"configured here: {others}" if others else "install Postfix first"
        raise ConfigurationError(f"there is no Postfix in {printable(str(folder))}: it has no main.cf", advice)
    return folder
