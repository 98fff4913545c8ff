"""The terminal, for what must ask a person: one asker at a time, and the terminal left as it was found."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from weakref import WeakKeyDictionary

from smtptui.errors import SecretError
from smtptui.secret import Secret
from smtptui.store.one_line import MAXIMUM_OCTETS, one_line

_TURNS: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()


def turn() -> asyncio.Lock:
    """The right to ask: profiles are probed side by side, questions come one after the other."""
    return _TURNS.setdefault(asyncio.get_running_loop(), asyncio.Lock())


def terminal_name() -> str | None:
    """The device of the terminal that this process talks to, or None."""
    for descriptor in (0, 2, 1):
        with suppress(OSError):
            return os.ttyname(descriptor)
    return None


async def ask(question: str) -> Secret:
    """Ask for a secret without echo. Raises SecretError where there is no terminal, or nothing was typed."""
    with _kept() as terminal:
        if terminal is None:
            raise SecretError("there is no terminal to ask on", "start it on one")
        _silence(terminal)
        os.write(terminal, question.encode())
        try:
            await _line_on(terminal)
            return one_line(os.read(terminal, MAXIMUM_OCTETS), "what was typed")
        finally:
            os.write(terminal, b"\n")


def _silence(terminal: int) -> None:
    import termios

    modes = termios.tcgetattr(terminal)
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSAFLUSH, modes)


async def _line_on(terminal: int) -> None:
    """Wait until a line was typed. A thread that reads would go on reading after the wait was cancelled."""
    loop, typed = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(terminal, typed.set)
    try:
        await typed.wait()
    finally:
        loop.remove_reader(terminal)


@contextmanager
def lent_to(process_group: int) -> Iterator[None]:
    """Make another process group the terminal's foreground, as a shell does for a job, then take the terminal back."""
    with _kept() as terminal:
        if terminal is None or os.tcgetpgrp(terminal) != os.getpgrp():
            yield
            return
        _give(terminal, process_group)
        try:
            yield
        finally:
            _give(terminal, os.getpgrp())


@contextmanager
def _kept() -> Iterator[int | None]:
    """The controlling terminal, its modes put back at the end: who is killed while it asks leaves the echo off."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        yield None
        return
    import termios

    modes = termios.tcgetattr(terminal)
    try:
        yield terminal
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, modes)
        os.close(terminal)


def _give(terminal: int, process_group: int) -> None:
    import signal

    # A background process that changes the foreground is stopped by SIGTTOU unless it is blocked: POSIX, tcsetpgrp().
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
    try:
        # It may have ended already; then there is nobody to give the terminal to.
        with suppress(ProcessLookupError, PermissionError):
            os.tcsetpgrp(terminal, process_group)
            if process_group != os.getpgrp():
                # It may have asked too early, and been stopped for it.
                os.killpg(process_group, signal.SIGCONT)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
