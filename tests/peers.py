"""Servers on loopback that a test scripts in a few lines, and sessions with them.

    async with serving(answering(MAIL="550 5.7.1 not you")) as peer:
        report = await probed(peer.settings())

A script plays one connection through its `Talk`. Whatever a script leaves open is closed with the test, and an
exception of the script itself fails the test; a client that goes away does not.
"""

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import trustme

from smtptui.core.probe import probe
from smtptui.core.send import send
from smtptui.model.endpoint import Endpoint
from smtptui.model.report import SessionEvent, SessionReport, StageReport
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status

HOST = "127.0.0.1"
SENDER = "fred@sender.example"
RECIPIENT = "wilma@recipient.example"
# Letters that each spelling writes differently: base64's own, percent-encoding's, and one beyond ASCII.
SECRET = Secret("r4k/Zu?+Käse&Brot=%7e;mIt0")
EXTENSIONS = ("8BITMIME", "SIZE 35882577", "AUTH PLAIN LOGIN")
PIPELINING = (*EXTENSIONS, "PIPELINING")
DRAFT = Draft((RECIPIENT,), "a test", "hello\n.dot\n")

Answer = str | Sequence[str] | Callable[[str], str | Sequence[str]]
_VERBS = {
    "EHLO": Stage.EHLO,
    "HELO": Stage.EHLO,
    "STARTTLS": Stage.STARTTLS,
    "AUTH": Stage.AUTH,
    "MAIL": Stage.MAIL,
    "RCPT": Stage.RCPT,
    "DATA": Stage.DATA,
    "QUIT": Stage.QUIT,
}
_ANSWERS: dict[str, Answer] = {
    "HELO": "250 mail.example",
    "STARTTLS": "220 2.0.0 go ahead",
    "AUTH": "235 2.7.0 welcome",
    "MAIL": "250 2.1.0 sender ok",
    "RCPT": "250 2.1.5 recipient ok",
    "RSET": "250 2.0.0 forgotten",
    "DATA": "354 end with a dot",
    ".": "250 2.0.0 Ok: queued as 4F2A1B9C",
    "QUIT": "221 2.0.0 bye",
}


@cache
def authority() -> trustme.CA:
    """The CA of every certificate that a test's client trusts."""
    return trustme.CA(organization_name="tests on loopback")


@cache
def server_context() -> ssl.SSLContext:
    """A server's TLS with a right certificate."""
    return context_of(authority().issue_cert(HOST, "localhost"))


def context_of(certificate: trustme.LeafCert) -> ssl.SSLContext:
    """A server's TLS with this certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    return context


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
        async with asyncio.timeout(5):
            await asyncio.gather(*self.scripts)


class Talk:
    """One connection, as the server's script sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: Peer) -> None:
        self._reader = reader
        self._writer = writer
        self.greeted = False
        self.peer = peer
        self.in_tls = writer.get_extra_info("ssl_object") is not None

    async def send(self, octets: bytes) -> None:
        """Send octets as they are."""
        self._writer.write(octets)
        await self._writer.drain()

    async def say(self, *lines: str) -> None:
        """Send lines, each with its CRLF, in one segment."""
        await self.send("".join(line + "\r\n" for line in lines).encode("utf-8", "surrogateescape"))

    async def hear(self) -> str:
        """The client's next line. Raises EOFError once it has gone."""
        line = await self._reader.readline()
        if not line.endswith(b"\n"):
            raise EOFError
        self.peer.heard.append(line.decode("utf-8", "surrogateescape").rstrip("\r\n"))
        return self.peer.heard[-1]

    async def hear_message(self) -> bytes:
        """The lines up to the final dot, with it."""
        lines = [b""]
        while lines[-1] != b".\r\n":
            lines.append(await self._reader.readline())
            if not lines[-1]:
                raise EOFError
        self.peer.messages.append(b"".join(lines))
        return self.peer.messages[-1]

    async def hear_octets(self, maximum: int = 65536) -> bytes:
        """Whatever comes next, as it came."""
        return await self._reader.read(maximum)

    async def drain_client(self) -> None:
        """Read on without a word until the client goes."""
        while await self.hear_octets():
            pass

    def stop_reading(self) -> None:
        """Take nothing more from the connection, so that the client's window fills."""
        self._writer.transport.pause_reading()  # type: ignore[attr-defined]

    async def start_tls(self, context: ssl.SSLContext | None = None) -> None:
        """Go through the handshake as the server."""
        await self._writer.start_tls(context or server_context())
        self.in_tls = True

    def hang_up(self) -> None:
        """End the connection in order."""
        self._writer.close()

    def half_close(self) -> None:
        """Say that nothing more will come, and keep reading."""
        self._writer.write_eof()

    def reset(self) -> None:
        """End the connection by a TCP reset: SO_LINGER with a time of 0 (socket(7))."""
        raw: socket.socket = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def play(
        self,
        until: Stage | None = None,
        extensions: Sequence[str] = EXTENSIONS,
        context: ssl.SSLContext | None = None,
        **answers: Answer,
    ) -> str:
        """Be a good server until the client begins `until` (for ever without); gives the command that began it.

        `answers` replace a verb's usual answer: lines, or what makes them from the command. `dot` is the answer to a
        message. `context` is STARTTLS's. May be called again and goes on.
        """
        if until is Stage.GREETING:
            return ""
        if not self.greeted:
            await self.say("220 mail.example ESMTP")
            self.greeted = True
        told = _ANSWERS | {"." if verb == "dot" else verb: answer for verb, answer in answers.items()}
        while True:
            command = await self.hear()
            verb = re.split(r"[ :]", command.upper())[0]
            if until is not None and _VERBS.get(verb) is until:
                return command
            await self._answer(verb, command, told, extensions)
            if until is Stage.TLS and verb == "STARTTLS":
                return command
            if verb == "STARTTLS":
                await self.start_tls(context)

    async def _answer(self, verb: str, command: str, told: dict[str, Answer], extensions: Sequence[str]) -> None:
        if verb == "EHLO" and verb not in told:
            await self.say(*self.ehlo_reply(extensions))
            return
        lines = _lines(told.get(verb, "502 5.5.1 what?"), command)
        await self.say(*lines)
        if verb == "DATA" and lines[0].startswith("354"):
            await self.hear_message()
            await self.say(*_lines(told["."], "."))

    def ehlo_reply(self, extensions: Sequence[str] = EXTENSIONS) -> list[str]:
        """The lines of a good EHLO reply; STARTTLS stands in it until it is done."""
        offered = [*extensions, *(["STARTTLS"] if self.peer.security is Security.STARTTLS and not self.in_tls else [])]
        words = ["mail.example at your service", *offered]
        return [f"250{' ' if index == len(words) - 1 else '-'}{word}" for index, word in enumerate(words)]


def _lines(answer: Answer, command: str) -> list[str]:
    told = answer(command) if callable(answer) else answer
    return [told] if isinstance(told, str) else list(told)


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


async def fetch_secret() -> Secret:
    """What a profile's secret source would give."""
    return SECRET


async def probed(settings: Settings, *, until: Stage = Stage.RCPT, timeout_s: float = 10.0) -> SessionReport:
    """A whole probe."""
    return (await events_of(probe(settings, fetch_secret, until=until, timeout_s=timeout_s)))[1]


async def sent(settings: Settings, draft: Draft = DRAFT, *, timeout_s: float = 10.0) -> SessionReport:
    """A whole delivery."""
    return (await events_of(send(settings, fetch_secret, draft, timeout_s=timeout_s)))[1]


async def events_of(events: AsyncGenerator[SessionEvent, None]) -> tuple[list[SessionEvent], SessionReport]:
    """Every event, and the report that must be the last of them."""
    async with aclosing(events):
        seen = [event async for event in events]
    assert isinstance(seen[-1], SessionReport)
    assert not any(isinstance(event, SessionReport) for event in seen[:-1])
    return seen, seen[-1]


def failed_stage(report: SessionReport) -> Stage | None:
    """The stage that ended the session."""
    return next((stage.stage for stage in report.stages if stage.status is Status.FAILED), None)


def stage_of(report: SessionReport, stage: Stage) -> StageReport:
    """The last report about a stage."""
    return [one for one in report.stages if one.stage is stage][-1]
