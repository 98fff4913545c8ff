"""The program as its user runs it: another process, a home of its own, no terminal."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smtptui.sandbox.ready_config import write_ready_config
from smtptui.sandbox.server import Sandbox

PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON value."""
        return json.loads(self.out)

    @property
    def json_lines(self) -> list[Any]:
        """Standard output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True, slots=True)
class Installed:
    """A home with a configuration that reaches a sandbox."""

    sandbox: Sandbox
    config: Path
    home: Path

    def environment(self) -> dict[str, str]:
        """The operator's environment."""
        return {
            **os.environ,
            "SMTPTUI_CONFIG": str(self.config),
            "XDG_STATE_HOME": str(self.home / "state"),
            "HOME": str(self.home),
            "PYTHONWARNINGS": "error",
        }

    async def start(self, *words: str) -> asyncio.subprocess.Process:
        """Start a command."""
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "smtptui",
            *words,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self.environment(),
        )

    async def run(self, *words: str) -> Done:
        """Run a command to its end."""
        return await self.finish(await self.start(*words))

    async def finish(self, process: asyncio.subprocess.Process) -> Done:
        """Wait for a command; nothing it prints may hold the secret or a control character."""
        async with asyncio.timeout(PATIENCE_S):
            out, err = (octets.decode() for octets in await process.communicate())
        assert self.sandbox.secret.reveal() not in out + err
        assert {character for character in out + err if ord(character) < 0x20 and character != "\n"} == set()
        return Done(process.returncode or 0, out, err)

    async def interrupt(self, process: asyncio.subprocess.Process, after: "asyncio.Event | None" = None) -> Done:
        """Press Ctrl-C, once `after` has happened."""
        if after is not None:
            async with asyncio.timeout(PATIENCE_S):
                await after.wait()
        process.send_signal(signal.SIGINT)
        return await self.finish(process)


@contextlib.asynccontextmanager
async def installed(home: Path, scenarios: Sequence[str]) -> AsyncIterator[Installed]:
    """A sandbox with these scenarios, and a home that knows them as profiles of the same names."""
    async with Sandbox(scenarios) as sandbox:
        yield Installed(sandbox, write_ready_config(sandbox), home)
