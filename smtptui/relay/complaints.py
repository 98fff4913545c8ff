"""What Postfix's programs complain of, as our errors."""

import re
from typing import NoReturn

from smtptui.errors import ConfigurationError, NotRunningError, WriteError
from smtptui.text import printable

_SHOWN = 300
_SEVERITY = re.compile(r"^[\w/-]+(?:\[\d+\])?: (?:fatal|error|warning|panic): ")


def raise_complaint(name: str, status: int, complaint: str) -> NoReturn:
    """Raise what the complaint of a program that failed means."""
    words = gravest_words(complaint) or f"{name} ended with status {status}"
    if "ail system is down" in complaint:
        raise NotRunningError("Postfix does not run, so its queue cannot be asked", "start it: smtptui relay restart")
    if "reserved for the superuser" in complaint or "only root" in complaint:
        raise not_root(f"{name} obeys only root")
    if "unauthorized configuration directory" in complaint:
        advice = "run this as root, or name the folder in alternate_config_directories of the default main.cf"
        raise ConfigurationError(f"{name} lets only root choose a configuration folder", advice)
    if "main.cf: No such file" in complaint:
        raise ConfigurationError(f"Postfix has no configuration: {words}", "`postmulti -l` lists the instances")
    if "ermission denied" in complaint:
        raise not_root(f"{name}: {words}")
    raise ConfigurationError(f"{name}: {words}", "`postfix check` says more")


def not_root(message: str) -> WriteError:
    """The error for what only root may do; root is never taken in the background."""
    return WriteError(message, "run the same command as root, with sudo for example")


def gravest_words(complaint: str) -> str:
    """The line that says why, safe for people and without the program's name: the first grave one, else the last."""
    lines = [line for line in complaint.splitlines() if line.strip()]
    grave = [line for line in lines if ": fatal: " in line or ": error: " in line or ": panic: " in line]
    chosen = grave[0] if grave else lines[-1] if lines else ""
    return printable(_SEVERITY.sub("", chosen.strip()))[:_SHOWN]
