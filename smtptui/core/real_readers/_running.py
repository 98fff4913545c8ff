"""How the program of a real reader is run: what it may see, how long it may take, and what of it is believed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from smtptui.errors import SmtptuiError

# Some are whole interpreters, and a machine may be busy.
_PATIENCE_S = 60


class RefusedError(SmtptuiError):
    """A program could not read what it was given. What it said is not repeated: it may hold the secret."""


def installed(program: str) -> bool:
    """Whether a program is here."""
    return shutil.which(program) is not None


def said(command: Sequence[str], given: str = "", pass_fds: Sequence[int] = ()) -> str:
    """What a program prints. Secrets reach it by standard input or a descriptor alone. Raises RefusedError."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}
    try:
        ended = subprocess.run(  # noqa: S603 - a program of ours to choose, found on the operator's own PATH
            command,
            input=given.encode(),
            capture_output=True,
            env=environment,
            timeout=_PATIENCE_S,
            check=False,
            pass_fds=pass_fds,
        )
    except subprocess.TimeoutExpired:
        raise RefusedError(f"did not answer within {_PATIENCE_S} s") from None
    if ended.returncode != 0:
        raise RefusedError("cannot read it")
    return ended.stdout.decode(errors="replace")


@contextmanager
def nameless_file(text: str) -> Iterator[int]:
    """A file for programs that read no standard input, as /dev/fd/N: whatever happens, nothing of it is left."""
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.seek(0)
        yield file.fileno()
