"""Servers on loopback that a test scripts in a few lines.

    async with serving(answering(MAIL="550 5.7.1 not you")) as peer:
        report = await probed(peer.settings())

A script plays one connection through its `Talk`. Whatever a script leaves open is closed with the test, and an
exception of the script itself fails the test; a client that goes away does not.
"""

import asyncio
import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

from smtptui.model.endpoint import Endpoint
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from tests.talk import EXTENSIONS, HOST, Answer, Talk, authority, server_context

SENDER = "fred@sender.example"
RECIPIENT = "wilma@recipient.example"


@dataclass
class Peer:
    """A running server: where it is, and what it was told."""

    port: int
    security: Security
    ca_file: str
    heard: list[str] = field(default_factory=list)
    messages: list[bytes] = field(default_factory=list)
    scripts: "list[asyncio.Task[None]]" = field(default_factory=list)

    def settings(self, **changes: Any) -> Settings:
        """Settings for a login and a message through this server, with `changes`."""
        ordinary = Settings(
            profile="t",
            provider="custom",
            endpoint=Endpoint(HOST, self.port, self.security),
            username="fred",
            from_address=SENDER,
            to_address=RECIPIENT,
            ehlo_name="client.example",
            ca_file=self.ca_file,
        )
        return ordinary._replace(**changes)

    @property
    def connections(self) -> int:
        """How many clients have come."""
        return len(self.scripts)

    @property
    def verbs(self) -> list[str]:
        """The first word of every line that was heard outside a message."""
        return [line.split(" ")[0].upper() for line in self.heard]

    async def settled(self) -> None:
        """Wait until every script has ended, which a script that reads does when its client has closed."""
        async with asyncio.timeout(30):
            await asyncio.gather(*self.scripts)


Script = Callable[[Talk], Awaitable[object]]


def answering(extensions: Sequence[str] = EXTENSIONS, **answers: Answer) -> Script:
    """A server that is good but for these answers."""
    return lambda talk: talk.play(None, extensions, None, **answers)


@asynccontextmanager
async def serving(
    script: Script, security: Security = Security.NONE, *, context: ssl.SSLContext | None = None, raw: bool = False
) -> AsyncIterator[Peer]:
    """A server on loopback that plays `script` for every connection.

    `security` is what its clients should use. With implicit TLS the handshake with `context` is done before the
    script begins, unless it is `raw`; STARTTLS is the script's.
    """
    with authority().cert_pem.tempfile() as ca_file:
        peer = Peer(0, security, ca_file)
        wrap = (context or server_context()) if security is Security.TLS and not raw else None
        async with _listening(script, peer, wrap):
            yield peer


@asynccontextmanager
async def _listening(script: Script, peer: Peer, wrap: ssl.SSLContext | None) -> AsyncIterator[None]:
    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer.scripts.append(asyncio.create_task(_played(script, Talk(reader, writer, peer), writer)))

    server = await asyncio.start_server(connected, HOST, 0, ssl=wrap, limit=2**18)
    # Inherited by its connections, so that on every machine a few megabytes are more than a server takes unread.
    server.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**18)
    peer.port = server.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        server.close()
        for task in peer.scripts:
            task.cancel()
        ended = await asyncio.gather(*peer.scripts, return_exceptions=True)
        await server.wait_closed()
        # Transports give up their sockets on the loop's next turns.
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        for error in ended:
            if isinstance(error, Exception):
                raise error


async def _played(script: Script, talk: Talk, writer: asyncio.StreamWriter) -> None:
    try:
        await script(talk)
    except (OSError, EOFError):
        # The client has gone: that is what most of these tests are about.
        pass
    finally:
        writer.transport.abort()


@contextmanager
def free_port() -> Iterator[int]:
    """A port of loopback on which nothing listens, kept from others."""
    with socket.socket() as bound:
        bound.bind((HOST, 0))
        yield bound.getsockname()[1]
