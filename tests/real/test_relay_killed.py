"""An installation or a removal that is killed: whatever it was at, nothing of the operator's is lost."""

import asyncio
import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest

from smtptui import providers
from smtptui.core.relay.install import install
from smtptui.core.relay.planning import plan_for
from smtptui.core.relay.record import is_unfinished
from smtptui.core.relay.removal import removal_of, remove
from smtptui.core.relay.undertaking import taken_back
from smtptui.model.endpoint import Endpoint
from smtptui.model.settings import Settings
from smtptui.relay.instance import open_instance
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from tests.real.accounts import OPERATOR
from tests.real.conftest import require_relay
from tests.real.program import Operator
from tests.real.relay import Relay, relay_folder, running_relay, written_relay
from tests.real.servers import Servers
from tests.real.waiting import PATIENCE_S, free_ports
from tests.store.killed import CHANGES, at_every_step

pytestmark = pytest.mark.real
_Files = dict[str, tuple[bytes, int]]


@pytest.fixture
def folder() -> Iterator[Path]:
    """The configuration of a Postfix that does not run, with a login of the operator's own.

    In memory where there is such a place: each of some hundred runs waits for the disk several times.
    """
    require_relay()
    with relay_folder("/dev/shm" if os.path.isdir("/dev/shm") else None) as made:
        configuration = written_relay(made, *free_ports(2)).configuration
        (configuration / "main.cf").chmod(0o640)
        (configuration / "sasl_passwd").write_text("[other.example]:25 a:b\n")
        subprocess.run(["postmap", "-c", configuration, configuration / "sasl_passwd"], check=True)
        yield configuration


def _files(folder: Path) -> _Files:
    return {path.name: (path.read_bytes(), path.stat().st_mode & 0o777) for path in folder.iterdir() if path.is_file()}


async def _install(folder: Path, port: int) -> None:
    instance = await open_instance(folder)
    settings = Settings(
        "web",
        providers.CUSTOM,
        Endpoint("127.0.0.1", port, Security.STARTTLS),
        username="app",
        from_address="app@real.test",
        to_address="ops@real.test",
    )
    await install(instance, await plan_for(settings, providers.load(providers.CUSTOM), Secret("word"), instance))


async def _remove(folder: Path) -> None:
    instance = await open_instance(folder)
    removal = removal_of(instance)
    assert removal is not None
    await remove(instance, removal)


async def _failing(work: Coroutine[Any, Any, None]) -> None:
    """The whole way there and back: no program can be started that would read the new main.cf."""
    is_placed = False

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal is_placed
        is_placed |= event == "os.rename" and str(arguments[1]).endswith("/main.cf")
        if is_placed and event == "subprocess.Popen":
            raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    sys.addaudithook(watch)
    with pytest.raises(BlockingIOError):
        await work


def _killed_everywhere(folder: Path, work: Callable[[], Coroutine[Any, Any, None]]) -> int:
    """Kill it before each change that it makes to a file; how often something had to be taken back."""
    before, repaired = _files(folder), 0

    def look(step: int) -> None:
        nonlocal repaired
        there = {name: file for name, file in _files(folder).items() if not name.endswith(".smtptui-new")}
        assert is_unfinished(folder) or there == before
        repaired += bool(taken_back(folder))
        assert not is_unfinished(folder)
        assert _files(folder) == before

    at_every_step(lambda: asyncio.run(_failing(work())), look, CHANGES)
    return repaired


def test_a_first_installation_that_is_killed_leaves_nothing(folder: Path) -> None:
    assert _killed_everywhere(folder, lambda: _install(folder, 25)) > 10


def test_a_further_installation_or_a_removal_that_is_killed_leaves_the_first(folder: Path) -> None:
    before = _files(folder)
    try:
        asyncio.run(_install(folder, 25))
        assert _killed_everywhere(folder, lambda: _install(folder, 26)) > 10
        assert _killed_everywhere(folder, lambda: _remove(folder)) > 10
        asyncio.run(_remove(folder))
        assert _files(folder) == before
    finally:
        subprocess.run(["postfix", "-c", folder, "stop"], check=True, capture_output=True)


def _killed(operator: Operator, relay: Relay, *words: str) -> None:
    """Run it to where it asks Postfix to load what was written; there it is killed."""
    programs = operator.home / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "postfix").write_text("#!/bin/sh\nkill -KILL $PPID\n")
    (programs / "postfix").chmod(0o755)
    environment = operator.environment(operator.servers.accounts[OPERATOR].password)
    done = subprocess.run(
        relay.words(*words),
        env={**environment, "PATH": f"{programs}:{environment['PATH']}"},
        capture_output=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done


def test_what_was_killed_is_told_and_put_right_by_the_next(servers: Servers, tmp_path: Path) -> None:
    operator = Operator(tmp_path, servers)
    operator.saves("web", "starttls")
    with relay_folder() as made, running_relay(made, *free_ports(2), more=["smtp_host_lookup = native"]) as relay:
        folder = relay.configuration
        before, there = _files(folder), ("--instance", str(folder))
        _killed(operator, relay, "install", "web", "--yes")
        assert _files(folder).keys() > before.keys()
        assert "▲ half-way" in relay.run("status").out
        ended = operator.run("relay", "install", "web", "--yes", *there)
        assert (ended.code, "sent: " in ended.out) == (0, True), ended
        assert "killed half-way: main.cf is as it was before" in ended.err
        assert "▲ half-way" not in relay.run("status").out
