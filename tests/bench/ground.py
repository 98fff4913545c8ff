"""What the benches stand on: the installed program, the server, the long lines to it, and profiles that go there."""

import asyncio
import json
import os
import ssl
import sys
import tempfile
import threading
from collections.abc import Coroutine, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from tests.bench.delay_proxy import DelayProxy
from tests.bench.installed import Installed, install
from tests.bench.running import Command
from tests.bench.server import SECRET, Server
from tests.real.certificates import Certificates, make_certificates

T = TypeVar("T")
# What a program draws is seen in one thread while the server answers in another; Python's own 5 ms would be measured.
_SWITCH_INTERVAL_S = 0.0005
SENDER, RECIPIENT = "notifications@darrensnet.example", "webmaster@darrensnet.example"


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything in `folder`, which goes when the bench ends; servers run in the thread of `loop`."""

    folder: Path
    installed: Installed
    certificates: Certificates
    loop: asyncio.AbstractEventLoop
    _listening: dict[float, asyncio.Server] = field(default_factory=dict)

    def port(self, round_trip_s: float = 0.0) -> int:
        """The server's port, at the end of a line with this round trip."""
        if round_trip_s not in self._listening:
            starting = DelayProxy(self.port(), round_trip_s).start() if round_trip_s else self._server().start()
            self._listening[round_trip_s] = self._wait(starting)
        port: int = self._listening[round_trip_s].sockets[0].getsockname()[1]
        return port

    def _server(self) -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificates.chain)
        return Server(context)

    def _wait(self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    def close(self) -> None:
        """Listen no more."""
        for server in self._listening.values():
            self.loop.call_soon_threadsafe(server.close)

    def config(self, port: int, profiles: int = 1) -> Path:
        """A configuration of this many profiles, each with an account of its own, that go to `port`."""
        path = self.folder / f"{port}-{profiles}.toml"
        lines = ['active = "p0"']
        for number in range(profiles):
            lines += [f"[profiles.p{number}]", *(f"{key} = {value}" for key, value in self._profile(port, number))]
        path.write_text("\n".join([*lines, ""]))
        path.chmod(0o600)
        return path

    def _profile(self, port: int, number: int) -> Iterator[tuple[str, str]]:
        values = {
            "provider": "custom",
            "host": "localhost",
            "port": port,
            "security": "starttls",
            "address_family": "ipv4",
            "username": f"user{number}",
            "secret": "env:BENCH_SECRET",
            "from_address": SENDER,
            "to_address": RECIPIENT,
            "ca_file": str(self.certificates.authority),
        }
        # JSON's strings and numbers are TOML's too.
        return ((key, json.dumps(value)) for key, value in values.items())

    def smtptui(self, *words: str | Path) -> Command:
        """Our program."""
        return Command((self.installed.smtptui, *words), self.environment())

    def environment(self) -> dict[str, str]:
        """What a program finds around it: a home of its own, and no variable that changes how Python starts."""
        state = str(self.folder / "state")
        return {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_STATE_HOME": state, "BENCH_SECRET": SECRET}


@contextmanager
def prepared() -> Iterator[Ground]:
    """A ground to measure on."""
    sys.setswitchinterval(_SWITCH_INTERVAL_S)
    with tempfile.TemporaryDirectory(prefix="smtptui-bench-") as name, _loop_in_a_thread() as loop:
        folder = Path(name)
        with closing(Ground(folder, install(folder / "installed"), make_certificates(folder), loop)) as ground:
            yield ground


@contextmanager
def _loop_in_a_thread() -> Iterator[asyncio.AbstractEventLoop]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield loop
    finally:
        asyncio.run_coroutine_threadsafe(_end_everything(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end_everything() -> None:
    """Sessions that a client left at its end are still on their way through a long line."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
