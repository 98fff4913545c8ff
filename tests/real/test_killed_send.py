"""Whoever sends is killed (SIGKILL) before the server has answered: the history says that nobody knows the outcome."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smtptui.model.history import HistoryEntry
from smtptui.smtp.stage import Stage
from smtptui.store import history
from tests.hostile import no_answer_to_the_dot
from tests.peers import serving
from tests.real.one_profile import environment, saved
from tests.real.sending_app import sending_app
from tests.real.waiting import PATIENCE_S
from tests.talk import Talk


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home whose history this process reads, too."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@contextmanager
def sending(home: Path) -> "Iterator[subprocess.Popen[bytes]]":
    """`smtptui send`, in a process of its own."""
    words = (sys.executable, "-m", "smtptui", "send")
    around = {**os.environ, **environment(home)}
    process = subprocess.Popen(words, env=around, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _past() -> list[HistoryEntry]:
    return list(history.recent())


async def test_a_command_that_is_killed_leaves_an_unknown_outcome(home: Path) -> None:
    arrived = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.play(Stage.DATA)
        await talk.say("354 go on")
        await talk.hear_message()
        arrived.set()
        await talk.drain_client()

    async with serving(script) as peer:
        saved(home, peer)
        with sending(home) as process:
            async with asyncio.timeout(PATIENCE_S):
                await arrived.wait()
            # Its message is not lost: the process lives, and may yet be answered.
            assert _past() == []
            process.kill()
            process.wait()
        await peer.settled()
    [entry] = _past()
    assert (entry.profile, entry.kind, entry.outcome, entry.stage) == ("p", "send", "unknown", "data")
    assert entry.recipients == ("wilma@recipient.example",)
    assert list((home / "state" / "smtptui" / "under-way").iterdir()) == []


async def test_the_app_that_is_killed_leaves_an_unknown_outcome(home: Path) -> None:
    async def script(talk: Talk) -> None:
        await no_answer_to_the_dot.SERVER.script(talk, Stage.DATA)

    def send_and_be_killed() -> None:
        with sending_app(home, peer) as seen:
            assert _past() == []
            seen.signal(signal.SIGKILL)
            assert seen.process.wait(PATIENCE_S) == -signal.SIGKILL

    async with serving(script) as peer:
        saved(home, peer)
        await asyncio.to_thread(send_and_be_killed)
        await peer.settled()
    assert [(entry.outcome, entry.stage) for entry in _past()] == [("unknown", "data")]


async def test_a_command_that_is_interrupted_before_the_final_dot_leaves_nothing(home: Path) -> None:
    asked = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.play(Stage.DATA)
        asked.set()
        await talk.drain_client()

    async with serving(script) as peer:
        saved(home, peer)
        with sending(home) as process:
            async with asyncio.timeout(PATIENCE_S):
                await asked.wait()
            process.send_signal(signal.SIGINT)
            assert await asyncio.to_thread(process.wait, PATIENCE_S) == 130
        await peer.settled()
    assert _past() == []
