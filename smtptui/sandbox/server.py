"""The sandbox as a whole: starts scenarios on loopback, keeps what arrives, stops everything."""

import asyncio
import os
import secrets
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from types import TracebackType
from typing import Self

from smtptui.errors import MisuseError
from smtptui.model.endpoint import Endpoint
from smtptui.sandbox.authority import Authority
from smtptui.sandbox.catcher import Catcher, CaughtMessage
from smtptui.sandbox.scenario import Scenario
from smtptui.sandbox.scenarios import all_scenarios, scenario_named
from smtptui.sandbox.service import Service
from smtptui.secret import Secret
from smtptui.smtp.security import Security

HOST = "127.0.0.1"
USERNAME = "demo@sandbox.example"


class Sandbox:
    """Servers on loopback ports, one a scenario; an async context manager that runs in the current event loop.

    `names` are the scenarios to start, all of them where it is empty. `port` is the first scenario's; 0 and every
    other port is one that the system has free. Raises MisuseError for a name or port that cannot be had.

    `username` and `secret` are what every server's AUTH expects; `ca_file` is what a client has to trust, in a
    private folder that goes away at exit, with the messages staying.
    """

    def __init__(self, names: Sequence[str] = (), *, port: int = 0) -> None:
        self.scenarios = tuple(scenario_named(name) for name in names) or all_scenarios()
        self.username = USERNAME
        self.secret = Secret(secrets.token_hex(8))
        self.ca_file = ""
        self._port = port
        self._catcher = Catcher()
        self._endpoints: dict[tuple[str, Security], Endpoint] = {}
        self._resources = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as stack:
            authority = stack.enter_context(Authority())
            self.ca_file = str(authority.ca_file)
            for index, scenario in enumerate(self.scenarios):
                await self._start(stack, scenario, authority, self._port if index == 0 else 0)
            self._resources = stack.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self._resources.aclose()

    @property
    def messages(self) -> tuple[CaughtMessage, ...]:
        """What the servers accepted, the oldest first; only so many are kept."""
        return self._catcher.messages

    def on_message(self, listener: Callable[[CaughtMessage], None]) -> None:
        """Call `listener` with every message from now on, in the event loop; it must neither wait nor raise."""
        self._catcher.on_message(listener)

    def endpoint(self, name: str, security: Security = Security.STARTTLS) -> Endpoint:
        """Where the scenario of this name is reached. Implicit TLS is offered by `good` alone; else a KeyError."""
        return self._endpoints[name, security]

    @property
    def endpoints(self) -> tuple[tuple[str, Endpoint], ...]:
        """Every scenario's name with its endpoint; one with implicit TLS comes twice."""
        return tuple((name, endpoint) for (name, _), endpoint in self._endpoints.items())

    async def _start(self, stack: AsyncExitStack, scenario: Scenario, authority: Authority, port: int) -> None:
        context = authority.server_context(scenario.certificate)
        service = Service(scenario, scenario.behaviour(), context, self.username, self.secret, self._catcher)
        stack.push_async_callback(service.end_sessions)
        await self._open(stack, service, Security.STARTTLS, port)
        if scenario.offers_implicit_tls:
            await self._open(stack, service, Security.TLS, 0)

    async def _open(self, stack: AsyncExitStack, service: Service, security: Security, port: int) -> None:
        server = await _listen(service, security, port)
        stack.callback(server.close)
        actual_port = server.sockets[0].getsockname()[1]
        self._endpoints[service.scenario.name, security] = Endpoint(HOST, actual_port, security)


async def _listen(service: Service, security: Security, port: int) -> asyncio.Server:
    # aiosmtpd takes 40 ms to import.
    from smtptui.sandbox.session import Session

    factory = partial(Session, service, implicit_tls=security is Security.TLS)
    try:
        return await asyncio.get_running_loop().create_server(factory, HOST, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise MisuseError(
            f"port {port} of {HOST} cannot be used: {reason}", "choose another port, or none to get a free one"
        ) from error
