"""`file:PATH`: a file with the secret alone in it, in clear or sealed with a passphrase."""

import os
import stat
from pathlib import Path

from smtptui.errors import SecretError
from smtptui.store.one_line import MAXIMUM_OCTETS


def path_of(argument: str, config_path: Path | None) -> Path:
    """The file that `file:` names: a tilde is the home folder, a relative path counts from the configuration."""
    path = Path(argument).expanduser()
    return config_path.parent / path if config_path else path


def read(path: Path) -> bytes:
    """What the file holds. Raises SecretError where it is missing, no file, or readable by others."""
    try:
        # Without O_NONBLOCK, opening a pipe waits until somebody writes to it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            _check(path, os.fstat(descriptor))
            return file.read(MAXIMUM_OCTETS + 1)
    except OSError as error:
        advice = "`smtptui secret set` writes it" if isinstance(error, FileNotFoundError) else ""
        raise SecretError(f"{path} cannot be read: {error.strerror}", advice) from None


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise SecretError(f"{path} is not a regular file", "keep the secret in a file of its own")
    if os.name == "posix" and status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        mode = stat.S_IMODE(status.st_mode)
        raise SecretError(f"{path} is open to others (mode {mode:04o})", f"run: chmod 600 '{path}'")
