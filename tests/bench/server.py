"""An SMTP server that is only fast: both programs of a bench hear the same from it at once.

It offers PIPELINING (RFC 2920), STARTTLS (RFC 3207) and AUTH PLAIN (RFC 4954), checks the secret and refuses nothing
else, so that a program that did less than asked would not be faster for it.
"""

import asyncio
import base64
import ssl
from contextlib import suppress
from dataclasses import dataclass

from tests.bench.listening import listen

SECRET = "correct-horse-battery"
_EXTENSIONS = ("bench.example", "PIPELINING", "SIZE 10485760", "8BITMIME")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that shows the certificate of `context`."""

    context: ssl.SSLContext

    async def start(self) -> asyncio.Server:
        """Listen on a free port of loopback."""
        return await listen(self._session)

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # A client that does not wait for the answer to QUIT closes before it.
        with suppress(ConnectionError, ssl.SSLError):
            await _converse(reader, writer, self.context)
        writer.close()


async def _converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, context: ssl.SSLContext) -> None:
    writer.write(b"220 bench.example ESMTP\r\n")
    encrypted = False
    while line := await reader.readline():
        writer.write(_reply(line.decode().strip(), encrypted))
        if line.upper().startswith(b"STARTTLS"):
            await writer.start_tls(context)
            encrypted = True
        if line.upper().startswith(b"QUIT"):
            return


def _reply(line: str, encrypted: bool) -> bytes:
    verb, _, argument = line.partition(" ")
    match verb.upper():
        case "EHLO":
            return _capabilities("AUTH PLAIN" if encrypted else "STARTTLS")
        case "STARTTLS":
            return b"220 2.0.0 go ahead\r\n"
        case "AUTH":
            return b"235 2.7.0 welcome\r\n" if encrypted and _knows(argument) else b"535 5.7.8 no\r\n"
        case "MAIL" | "RCPT" | "RSET":
            return b"250 2.0.0 fine\r\n"
        case "QUIT":
            return b"221 2.0.0 goodbye\r\n"
    return b"502 5.5.1 not here\r\n"


def _capabilities(more: str) -> bytes:
    *lines, last = (*_EXTENSIONS, more)
    return "".join([*(f"250-{line}\r\n" for line in lines), f"250 {last}\r\n"]).encode()


def _knows(argument: str) -> bool:
    """Whether an initial response of PLAIN (RFC 4616) holds the secret, whoever it is."""
    mechanism, _, response = argument.partition(" ")
    return mechanism.upper() == "PLAIN" and base64.b64decode(response).split(b"\0")[-1] == SECRET.encode()
