"""`command:COMMAND`: a program that prints the secret. The only programs that this room runs."""

import asyncio
import os
import shlex
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import nullcontext, suppress

from smtptui.errors import SecretError
from smtptui.secret import Redactor, Secret
from smtptui.store.one_line import MAXIMUM_OCTETS, one_line
from smtptui.store.terminal import lent_to, terminal_name, turn
from smtptui.text import decoded, printable

TIMEOUT_S = 60.0
_SHOWN_OCTETS = 2000


async def run(command: str, *, interactive: bool) -> Secret:
    """What the command prints, its line end trimmed. Raises SecretError.

    It is split as a shell does but run by none: who wants a pipe writes `sh -c '…'`. `interactive` lends it the
    terminal, one command at a time; otherwise its standard input is empty and its standard error is kept for the
    message. Cancelled or after 60 s, it is killed with all that it started.
    """
    words = _split(command)
    async with turn() if interactive else nullcontext():
        process = await _start(words, interactive=interactive)
        try:
            async with asyncio.timeout(TIMEOUT_S):
                printed, complaint = await _finish(process, interactive=interactive)
        except TimeoutError:
            raise SecretError(f"command {_name(words)} did not end within {TIMEOUT_S:.0f} s", "it was killed") from None
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


async def _start(words: list[str], *, interactive: bool) -> Process:
    try:
        return await asyncio.create_subprocess_exec(
            *words,
            stdin=None if interactive else DEVNULL,
            stdout=PIPE,
            stderr=None if interactive else PIPE,
            env=_environment(),
            process_group=0,
        )
    except OSError as error:
        raise SecretError(f"command {_name(words)} cannot be run: {error.strerror}") from None


def _environment() -> dict[str, str]:
    # gpg-agent(1): pinentry finds the terminal by GPG_TTY alone.
    terminal = terminal_name()
    return {**os.environ, "GPG_TTY": terminal} if terminal else dict(os.environ)


async def _finish(process: Process, *, interactive: bool) -> tuple[bytes, bytes]:
    """What it wrote to standard output and standard error until it ended."""
    try:
        with lent_to(process.pid) if interactive else nullcontext():
            printed, complaint = await asyncio.gather(_printed(process), _complaint(process))
            await process.wait()
    except asyncio.CancelledError:
        _kill(process)
        await process.wait()
        raise
    return printed, complaint


async def _printed(process: Process) -> bytes:
    """Its standard output, up to what is too much for a secret; that ends it."""
    assert process.stdout is not None
    octets = bytearray()
    while piece := await process.stdout.read(MAXIMUM_OCTETS):
        octets += piece[: MAXIMUM_OCTETS + 1 - len(octets)]
        if len(octets) > MAXIMUM_OCTETS:
            _kill(process)
    return bytes(octets)


async def _complaint(process: Process) -> bytes:
    """The beginning of its standard error; empty where the terminal has it."""
    octets = bytearray()
    while process.stderr is not None and (piece := await process.stderr.read(MAXIMUM_OCTETS)):
        octets += piece[: _SHOWN_OCTETS - len(octets)]
    return bytes(octets)


def _kill(process: Process) -> None:
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
