"""Postfix's programs as subprocesses: argument lists, time limits, the C locale, never a shell."""

import asyncio
import os
import shutil
import signal
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncGenerator, Collection, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from smtptui.daemon import in_daemon
from smtptui.errors import ConfigurationError
from smtptui.relay.complaints import raise_complaint
from smtptui.text import decoded

TIMEOUT_S = 30.0
MAXIMUM_LINE_OCTETS = 16 * 1024 * 1024
_PIECE_OCTETS = 64 * 1024
_COMPLAINT_OCTETS = 8 * 1024
# Who is not root seldom has them in the path.
_FOLDERS = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", "/sbin")


@dataclass(frozen=True, slots=True)
class Finished:
    """How a program ended, and what it said to standard output and standard error."""

    status: int
    printed: str
    complaint: str


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of one Postfix: this machine's own, or that whose main.cf is in `directory`."""

    directory: Path | None = None

    async def run(
        self, name: str, *arguments: str, timeout_s: float = TIMEOUT_S, without: Collection[str] = ()
    ) -> Finished:
        """Run a program to its end, whatever its status. Raises ConfigurationError where it is missing or hangs.

        `without` are variables of the environment that it shall not see.
        """
        async with _started(self._words(name, arguments), without=without) as process:
            async with _limit(name, timeout_s):
                printed, complaint = await process.communicate()
            return Finished(await process.wait(), decoded(printed), decoded(complaint).strip())

    async def done(self, name: str, *arguments: str, timeout_s: float = TIMEOUT_S) -> Finished:
        """Run a program that has to succeed. Raises what its complaint means, else ConfigurationError."""
        finished = await self.run(name, *arguments, timeout_s=timeout_s)
        if finished.status != 0:
            raise_complaint(name, finished.status, finished.complaint)
        return finished

    async def manage(self, *arguments: str, timeout_s: float = TIMEOUT_S) -> Finished:
        """Run postfix(1) to its end. It complains only to a terminal or its log, so it is given a terminal."""
        leader, follower = (FileIO(descriptor, "r+") for descriptor in os.openpty())
        with follower:
            reading = asyncio.ensure_future(in_daemon(lambda: _typed(leader)))
            async with _started(self._words("postfix", arguments), follower.fileno()) as process:
                follower.close()
                async with _limit("postfix", timeout_s):
                    printed, _ = await process.communicate()
                return Finished(await process.wait(), decoded(printed), decoded(await reading).strip())

    def lines(self, name: str, *arguments: str) -> AsyncGenerator[list[bytes], None]:
        """What a program prints, as `lines_of` gives it."""
        return lines_of(self._words(name, arguments), TIMEOUT_S)

    def _words(self, name: str, arguments: Sequence[str]) -> list[str]:
        path = path_of(name)
        if path is None:
            raise ConfigurationError(f"Postfix is not installed here: there is no {name}", "install Postfix first")
        return [path, *(("-c", str(self.directory)) if self.directory else ()), *arguments]


def path_of(name: str) -> str | None:
    """Where a program is: in the path, or where Postfix's are usually installed."""
    return shutil.which(name, path=os.pathsep.join((os.environ.get("PATH", os.defpath), *_FOLDERS)))


async def lines_of(words: Sequence[str], silence_s: float | None) -> AsyncGenerator[list[bytes], None]:
    """What a program prints, as it comes, whole lines in batches. Raises what its complaint means.

    A line longer than MAXIMUM_LINE_OCTETS comes cut. It may be silent for `silence_s`, None is for ever. Closing the
    generator ends the program.
    """
    name = words[0].rpartition("/")[2]
    async with _started(words) as process:
        complaint = asyncio.create_task(_complaint(process))
        try:
            async for batch in _batches(name, process, silence_s):
                yield batch
            said = await complaint
        finally:
            complaint.cancel()
        if (status := await process.wait()) != 0:
            raise_complaint(name, status, said)


@asynccontextmanager
async def _started(
    words: Sequence[str], stderr: int = PIPE, without: Collection[str] = ()
) -> AsyncGenerator[Process, None]:
    """A program in a session of its own; however the body ends, it and all that it started are gone."""
    environment = {name: value for name, value in os.environ.items() if name not in without} | {"LC_ALL": "C"}
    process = await asyncio.create_subprocess_exec(
        *words, stdin=DEVNULL, stdout=PIPE, stderr=stderr, env=environment, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()


@asynccontextmanager
async def _limit(name: str, timeout_s: float | None) -> AsyncGenerator[None, None]:
    try:
        async with asyncio.timeout(timeout_s):
            yield
    except TimeoutError:
        raise ConfigurationError(f"{name} said nothing for {timeout_s:.0f} s", "run it by hand to see why") from None


async def _batches(name: str, process: Process, silence_s: float | None) -> AsyncGenerator[list[bytes], None]:
    """Whole lines, as many as a piece of the output ends."""
    assert process.stdout is not None
    rest: list[bytes] = []
    kept = 0
    while True:
        async with _limit(name, silence_s):
            piece = await process.stdout.read(_PIECE_OCTETS)
        head, newline, tail = piece.rpartition(b"\n")
        if newline or not piece:
            if whole := b"".join([*rest, head if newline else tail]):
                yield whole.split(b"\n")
            rest, kept = [], 0
        if not piece:
            return
        if kept < MAXIMUM_LINE_OCTETS:
            rest.append(tail)
            kept += len(tail)


async def _complaint(process: Process) -> str:
    """The beginning of its standard error, which is read to the end."""
    assert process.stderr is not None
    octets = await process.stderr.read(_COMPLAINT_OCTETS)
    while await process.stderr.read(_COMPLAINT_OCTETS):
        pass
    return decoded(octets).strip()


def _typed(leader: FileIO) -> bytes:
    """What is written to a terminal until its last writer has closed it."""
    octets = b""
    # EIO is how Linux says that nobody holds the other side any more (pty(7)).
    with leader, suppress(OSError):
        while piece := leader.read(_COMPLAINT_OCTETS):
            octets = (octets + piece)[:_COMPLAINT_OCTETS]
    return octets.replace(b"\r\n", b"\n")
