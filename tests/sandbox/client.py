"""Python's smtplib as an independent client, and a raw one where smtplib is too polite."""

import asyncio
import base64
import smtplib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from smtptui.sandbox.server import Sandbox
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage

SENDER = "notifications@darrensnet.example"
RECIPIENT = "webmaster@darrensnet.example"
MESSAGE = "Subject: hello\r\n\r\n" + "a line of the test message\r\n" * 50


@dataclass
class Walk:
    """How far a session came: the stage at which it failed, with the reply's code and text or the error's words."""

    stage: Stage | None = None
    code: int | None = None
    text: str = ""


def walk(sandbox: Sandbox, name: str, *, messages: int = 0, timeout_s: float = 10.0) -> Walk:
    """A whole session as smtplib speaks it, up to RCPT or through `messages` messages. Blocks: call it in a thread."""
    endpoint = sandbox.endpoint(name)
    reached = [Stage.GREETING]
    try:
        with smtplib.SMTP(endpoint.host, endpoint.port, "client.example", timeout=timeout_s) as client:
            _converse(client, sandbox, reached, messages)
    except smtplib.SMTPRecipientsRefused as error:
        code, refusal = error.recipients[RECIPIENT]
        return Walk(reached[-1], code, refusal.decode())
    except smtplib.SMTPResponseException as error:
        words = error.smtp_error
        return Walk(reached[-1], error.smtp_code, words if isinstance(words, str) else words.decode())
    except (smtplib.SMTPException, OSError) as error:
        return Walk(reached[-1], None, str(error))
    return Walk()


def _converse(client: smtplib.SMTP, sandbox: Sandbox, reached: list[Stage], messages: int) -> None:
    reached.append(Stage.EHLO)
    client.ehlo()
    reached.append(Stage.STARTTLS if not client.has_extn("starttls") else Stage.TLS)
    client.starttls(context=trusting(sandbox))
    reached.append(Stage.AUTH)
    client.login(sandbox.username, sandbox.secret.reveal())
    for _ in range(messages):
        _send(client, reached)
    if not messages:
        _ask_envelope(client, reached, size_octets=0)


def _send(client: smtplib.SMTP, reached: list[Stage]) -> None:
    _ask_envelope(client, reached, size_octets=len(MESSAGE))
    reached.append(Stage.DATA)
    code, text = client.data(MESSAGE)
    if code != 250:
        raise smtplib.SMTPDataError(code, text)


def _ask_envelope(client: smtplib.SMTP, reached: list[Stage], *, size_octets: int) -> None:
    reached.append(Stage.MAIL)
    code, text = client.mail(SENDER, [f"SIZE={size_octets}"])
    if code != 250:
        raise smtplib.SMTPResponseException(code, text)
    reached.append(Stage.RCPT)
    code, text = client.rcpt(RECIPIENT)
    if code != 250:
        raise smtplib.SMTPRecipientsRefused({RECIPIENT: (code, text)})


def trusting(sandbox: Sandbox) -> ssl.SSLContext:
    """A context that trusts the sandbox's authority and nothing else."""
    return ssl.create_default_context(cafile=sandbox.ca_file)


class Line:
    """A connection of bare octets to the implicit-TLS port of `good`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, octets: bytes, replies: int = 1) -> list[str]:
        """Send octets in one write; the replies' lines, each reply as one string."""
        self._writer.write(octets)
        return [await self.reply() for _ in range(replies)]

    async def reply(self) -> str:
        """The next reply, its lines joined by line ends."""
        lines = [await self._line()]
        while lines[-1][3:4] == "-":
            lines.append(await self._line())
        return "\n".join(lines)

    async def _line(self) -> str:
        async with asyncio.timeout(30):
            return (await self._reader.readline()).decode().rstrip("\r\n")


@asynccontextmanager
async def raw_line(sandbox: Sandbox, *, logged_in: bool = True) -> AsyncIterator[Line]:
    """A connection after its EHLO and, by default, its login."""
    endpoint = sandbox.endpoint("good", Security.TLS)
    reader, writer = await asyncio.open_connection(endpoint.host, endpoint.port, ssl=trusting(sandbox))
    line = Line(reader, writer)
    await line.reply()
    await line.ask(b"EHLO client.example\r\n")
    if logged_in:
        login = f"\0{sandbox.username}\0{sandbox.secret.reveal()}".encode()
        assert (await line.ask(b"AUTH PLAIN " + base64.b64encode(login) + b"\r\n"))[0].startswith("235")
    try:
        yield line
    finally:
        writer.close()
        await writer.wait_closed()
