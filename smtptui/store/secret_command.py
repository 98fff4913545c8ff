"""`command:COMMAND`: a program that prints the secret. The only programs that this room runs."""

import asyncio
import os
import shlex
import signal
from contextlib import nullcontext, suppress
from subprocess import DEVNULL, PIPE, Popen

from smtptui.daemon import in_daemon
from smtptui.errors import SecretError
from smtptui.secret import Redactor, Secret
from smtptui.store.one_line import MAXIMUM_OCTETS, one_line
from smtptui.store.terminal import lent_to, terminal_name, turn
from smtptui.text import decoded, printable

Process = Popen[bytes]

TIMEOUT_S = 60.0
_SHOWN_OCTETS = 2000


async def run(command: str, *, interactive: bool) -> Secret:
    """What the command prints, its line end trimmed. Raises SecretError.

    It is split as a shell does but run by none: who wants a pipe writes `sh -c '…'`. `interactive` lends it the
    terminal, one command at a time; otherwise it has none, so that one that would ask fails at once, its standard
    input is empty and its standard error is kept for the message. Cancelled or after 60 s, it is killed with all that
    it started.
    """
    words = _split(command)
    async with turn() if interactive else nullcontext():
        process = _start(words, interactive=interactive)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                printed, complaint = await _finish(process, interactive=interactive)
        except TimeoutError:
            raise SecretError(f"command {_name(words)} did not end within {TIMEOUT_S:.0f} s", "it was killed") from None
        finally:
            if process.returncode is None:
                _kill(process)
    return _secret(words, process.returncode, printed, complaint)


def _split(command: str) -> list[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise SecretError(f"command: cannot be split into words: {error}", "quote it as for a shell") from None
    if not words:
        raise SecretError("command: names no program", "write command:PROGRAM ARGUMENT …")
    return words


def _name(words: list[str]) -> str:
    return printable(words[0])


def _start(words: list[str], *, interactive: bool) -> Process:
    # Not by asyncio: cancelled while it starts a process it ends that one alone, and waits for who holds its pipes.
    try:
        return Popen(  # noqa: S603 - the operator's own command, in a file that nobody else can write
            words,
            stdin=None if interactive else DEVNULL,
            stdout=PIPE,
            stderr=None if interactive else PIPE,
            env=_environment(interactive=interactive),
            # A session of its own has no terminal: nothing can be asked there over what somebody else draws.
            start_new_session=not interactive,
            process_group=0 if interactive else None,
        )
    except OSError as error:
        raise SecretError(f"command {_name(words)} cannot be run: {error.strerror}") from None


def _environment(*, interactive: bool) -> dict[str, str]:
    # gpg-agent(1): pinentry finds the terminal by GPG_TTY alone.
    terminal = terminal_name() if interactive else None
    without = {name: value for name, value in os.environ.items() if interactive or name != "GPG_TTY"}
    return {**without, "GPG_TTY": terminal} if terminal else without


async def _finish(process: Process, *, interactive: bool) -> tuple[bytes, bytes]:
    """What it wrote to standard output and standard error until it ended."""
    with lent_to(process.pid) if interactive else nullcontext():
        printed, complaint = await asyncio.gather(
            in_daemon(lambda: _printed(process)), in_daemon(lambda: _complaint(process))
        )
        await in_daemon(process.wait)
    return printed, complaint


def _printed(process: Process) -> bytes:
    """Its standard output; what is too much for a secret ends it."""
    assert process.stdout is not None
    with process.stdout as stream:
        octets = stream.read(MAXIMUM_OCTETS + 1)
        if len(octets) > MAXIMUM_OCTETS:
            _signal_group(process)
    return octets


def _complaint(process: Process) -> bytes:
    """The beginning of its standard error, read to its end; empty where the terminal has it."""
    if process.stderr is None:
        return b""
    with process.stderr as stream:
        octets = stream.read(_SHOWN_OCTETS)
        while stream.read(MAXIMUM_OCTETS):
            pass
    return octets


def _kill(process: Process) -> None:
    _signal_group(process)
    process.wait()


def _signal_group(process: Process) -> None:
    """Kill its process group: whatever it started goes with it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _secret(words: list[str], status: int | None, printed: bytes, complaint: bytes) -> Secret:
    if status == 0 or len(printed) > MAXIMUM_OCTETS:
        return one_line(printed, f"what command {_name(words)} prints")
    ended = f"was ended by signal {-status}" if status and status < 0 else f"ended with status {status}"
    # A program that failed half way may have complained with the secret in its mouth.
    hide = Redactor(Secret(line) for line in decoded(printed).splitlines())
    said = printable(hide(decoded(complaint)).strip().replace("\n", " / "))
    raise SecretError(f"command {_name(words)} {ended}" + (f": {said}" if said else ""), "run it by hand to see why")
