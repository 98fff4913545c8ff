"""Programs that print, complain, hang and are given up."""

import asyncio
import os
from contextlib import aclosing
from pathlib import Path

import pytest

from smtptui.errors import ConfigurationError, NotRunningError
from smtptui.relay.programs import Programs, lines_of
from tests.real.waiting import eventually


def _script(folder: Path, text: str) -> list[str]:
    """A program of these lines of shell."""
    path = folder / "postqueue"
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return [str(path)]


async def _lines(words: list[str], silence_s: float | None = 30) -> list[bytes]:
    async with aclosing(lines_of(words, silence_s)) as batches:
        return [line async for batch in batches for line in batch]


async def test_lines_come_whole_however_they_are_written(tmp_path: Path) -> None:
    words = _script(tmp_path, r"printf 'one\ntw'; printf 'o\nthree\rfour\n\nlast'")
    assert await _lines(words) == [b"one", b"two", b"three\rfour", b"", b"last"]


async def test_nothing_printed_is_no_line(tmp_path: Path) -> None:
    assert await _lines(_script(tmp_path, "exit 0")) == []


async def test_a_complaint_of_any_length_is_read_and_its_meaning_raised(tmp_path: Path) -> None:
    words = _script(tmp_path, "echo 'postqueue: fatal: mail system is down' >&2; yes | head -c 1000000 >&2; exit 69")
    with pytest.raises(NotRunningError):
        await _lines(words)


async def test_a_program_that_says_nothing_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="said nothing"):
        await _lines(_script(tmp_path, "exec sleep 1000"), silence_s=0.2)


async def test_whoever_stops_listening_ends_the_program(tmp_path: Path) -> None:
    words = _script(tmp_path, f"echo $$ > {tmp_path}/pid; while :; do echo a line; done")
    async with aclosing(lines_of(words, 30)) as batches:
        async for batch in batches:
            assert batch[0] == b"a line"
            break
    eventually(lambda: not _is_alive(tmp_path), "the end of the program")


async def test_a_cancelled_reader_ends_the_program_and_its_children(tmp_path: Path) -> None:
    words = _script(tmp_path, f"sleep 1000 & echo $! > {tmp_path}/pid; echo started; wait")
    started = asyncio.Event()

    async def read() -> None:
        async with aclosing(lines_of(words, None)) as batches:
            async for _ in batches:
                started.set()

    reader = asyncio.create_task(read())
    await started.wait()
    reader.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reader
    eventually(lambda: not _is_alive(tmp_path), "the end of the program")


def _is_alive(folder: Path) -> bool:
    """Whether the process still runs; one that only waits to be collected does not."""
    pid = int((folder / "pid").read_text())
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


async def test_a_missing_program_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(ConfigurationError, match="Postfix is not installed here: there is no no-such-program"):
        await Programs().run("no-such-program")


async def test_what_a_program_is_told_reaches_no_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _script(tmp_path, 'printf "%s|" "$@"; echo "$LC_ALL"')
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.environ["PATH"])))
    finished = await Programs(Path("/etc/a b")).run("postqueue", "-i", "$(id); 'x")
    assert finished.printed == "-c|/etc/a b|-i|$(id); 'x|C\n"
