"""One connection as a server's script sees it: what it hears, and what it says."""

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING

import trustme

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage

if TYPE_CHECKING:
    from tests.peers import Peer

HOST = "127.0.0.1"
EXTENSIONS = ("8BITMIME", "SIZE 35882577", "AUTH PLAIN LOGIN")
PIPELINING = (*EXTENSIONS, "PIPELINING")

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


class Talk:
    """One connection, as the server's script sees it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, peer: "Peer") -> None:
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
