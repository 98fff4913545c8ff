"""A race between a host's addresses: Happy Eyeballs, RFC 8305 section 5, with every runner's fate kept."""

import asyncio
import socket
import time
from collections.abc import Sequence

from smtptui.model.report import AddressReport, AddressStatus
from smtptui.net.failure import connect_words

# RFC 8305 section 5: the recommended Connection Attempt Delay.
ATTEMPT_DELAY_S = 0.25


class _Runner:
    def __init__(self, address: str) -> None:
        self.address = address
        self.started = 0.0
        self.elapsed_ms = 0.0
        self.error: OSError | None = None
        self.connected = False

    def report(self) -> AddressReport:
        """How this address ended; one still on its way when another won was not needed."""
        if self.connected:
            return AddressReport(self.address, AddressStatus.CONNECTED, self.elapsed_ms)
        if self.error is not None:
            return AddressReport(self.address, AddressStatus.FAILED, self.elapsed_ms, connect_words(self.error))
        return AddressReport(self.address, AddressStatus.NOT_NEEDED, 0.0)


class Race:
    """One race. `reports` may be read at any time, also after the race was cancelled by a time limit."""

    def __init__(self, addresses: Sequence[str], port: int) -> None:
        self._runners = [_Runner(address) for address in addresses]
        self._port = port
        self._winner: socket.socket | None = None

    @property
    def reports(self) -> tuple[AddressReport, ...]:
        """Every address in the order of the attempts."""
        return tuple(runner.report() for runner in self._runners)

    @property
    def winner(self) -> str | None:
        """The address that connected first."""
        return next((runner.address for runner in self._runners if runner.connected), None)

    async def run(self) -> socket.socket:
        """The first socket to connect, the caller's to close. Raises the last runner's OSError if all fail."""
        tasks: list[asyncio.Task[None]] = []
        try:
            try:
                await self._until_decided(tasks)
            finally:
                await _end(tasks)
        except asyncio.CancelledError:
            # Around the clean-up too: a winner that is already known then would be nobody's.
            self._time_out()
            raise
        return self._result(tasks)

    async def _until_decided(self, tasks: "list[asyncio.Task[None]]") -> None:
        """Start one attempt after the other, and wait for the first that connects or the last that fails."""
        for runner in self._runners:
            tasks.append(asyncio.create_task(self._attempt(runner)))
            started = [task for task in tasks if not task.done()]
            await asyncio.wait(started, timeout=ATTEMPT_DELAY_S, return_when=asyncio.FIRST_COMPLETED)
            if self._winner is not None:
                return
        pending = {task for task in tasks if not task.done()}
        while pending and self._winner is None:
            _, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)

    async def _attempt(self, runner: _Runner) -> None:
        runner.started = time.monotonic()
        try:
            connected = await _connect(runner.address, self._port)
        except OSError as error:
            runner.error = error
        else:
            self._take(runner, connected)
        runner.elapsed_ms = (time.monotonic() - runner.started) * 1000

    def _take(self, runner: _Runner, connected: socket.socket) -> None:
        if self._winner is None:
            self._winner, runner.connected = connected, True
        else:
            connected.close()

    def _time_out(self) -> None:
        """The whole race was too slow: those on their way got no answer; a winner nobody will take is closed."""
        if self._winner is not None:
            self._winner.close()
        for runner in self._runners:
            if runner.started and not runner.connected and runner.error is None:
                runner.error = TimeoutError()
                runner.elapsed_ms = (time.monotonic() - runner.started) * 1000

    def _result(self, tasks: "list[asyncio.Task[None]]") -> socket.socket:
        if self._winner is not None:
            return self._winner
        for task in tasks:
            # Raises what is no OSError: a defect of ours is not taken for a server that cannot be reached.
            task.result()
        # A refusal tells more than a missing route: it comes from the host itself.
        errors = [runner.error for runner in self._runners if runner.error is not None]
        refused = [error for error in errors if isinstance(error, ConnectionRefusedError)]
        raise (refused or errors)[-1]


async def _connect(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connecting = socket.socket(family, socket.SOCK_STREAM)
    try:
        connecting.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connecting, _sockaddr(address, port))
    except BaseException:
        connecting.close()
        raise
    return connecting


def _sockaddr(address: str, port: int) -> tuple[str, int] | tuple[str, int, int, int]:
    """The address for the socket; an IPv6 zone (RFC 4007 section 11) as its interface's number."""
    if "%" not in address:
        return (address, port)
    bare, _, zone = address.partition("%")
    return (bare, port, 0, int(zone) if zone.isdigit() else socket.if_nametoindex(zone))


async def _end(tasks: "list[asyncio.Task[None]]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
