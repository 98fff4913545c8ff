"""Lines out, replies in: the transport under a session.

It stands on aiosmtplib's protocol, which guards commands against injection and handles flow control, and replaces its
reading: every reply is kept and matched to a command (RFC 2920), the grammar is held to, nothing is dropped unseen.
"""

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable

from aiosmtplib import SMTPServerDisconnected
from aiosmtplib.protocol import SMTPProtocol

from smtptui.net.failure import LostError, StageError
from smtptui.secret import Redactor
from smtptui.smtp.reply import BrokenReplyError, Reply, ReplyReader
from smtptui.smtp.transcript import Transcript
from smtptui.text import decoded

# A server that sends more replies than any pipelined group could ask for is flooding.
_MAXIMUM_WAITING_REPLIES = 2048
# How much of what is no reply the record keeps.
_SHOWN_OCTETS = 512


class Wire(SMTPProtocol):
    """One connection. Every reply that leaves here has passed the redactor, but for those of `exchange`."""

    def __init__(self, transcript: Transcript, redact: Redactor) -> None:
        super().__init__(loop=asyncio.get_running_loop())
        self._transcript = transcript
        self._redact = redact
        self._reader = ReplyReader()
        self._replies: deque[Reply] = deque()
        self._fault: Exception | None = None
        # What came behind replies that nobody has read yet stands behind them in the transcript, too.
        self._behind: list[Callable[[], None]] = []
        self._arrived = asyncio.Event()

    # what the transport calls

    def data_received(self, data: bytes) -> None:
        """Collect replies; the first byte that is none ends the reading."""
        if self._fault is not None:
            return
        try:
            self._replies.extend(self._reader.feed(data))
        except BrokenReplyError as error:
            self._stop_reading(error)
        if len(self._replies) > _MAXIMUM_WAITING_REPLIES:
            self._stop_reading(BrokenReplyError("a flood of replies that nobody asked for", data))
        self._arrived.set()
        # A server that answers in mid-message may read no further: who waits to send on must look at the answer.
        self.resume_writing()

    def eof_received(self) -> bool:
        """The server has said its last word."""
        try:
            self._reader.finish()
        except BrokenReplyError as error:
            self._stop_reading(error)
        self._lose(None)
        return False

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone, with the system's reason or without."""
        self._lose(exc)
        super().connection_lost(exc)

    def _stop_reading(self, error: BrokenReplyError) -> None:
        # Masked before anybody shows only the beginning: half a secret is one too.
        masked = self._redact(decoded(error.octets)).encode("utf-8", "surrogateescape")
        self._fault = BrokenReplyError(error.fault, masked)
        self._record_behind(lambda: self._transcript.server_octets(masked[:_SHOWN_OCTETS]))
        if isinstance(self.transport, asyncio.ReadTransport) and not self.transport.is_closing():
            self.transport.pause_reading()

    def _lose(self, exc: Exception | None, words: str = "the server closed the connection") -> None:
        if self._fault is None:
            lost = LostError(words)
            lost.__cause__ = exc
            self._fault = lost
            if pending := self._reader.pending:
                self._record_behind(lambda: self._transcript.server_octets(pending))
            self._record_behind(lambda: self._transcript.note(words))
        self._arrived.set()

    def _record_behind(self, record: Callable[[], None]) -> None:
        self._behind.append(record)
        if not self._replies:
            self._record_all_behind()

    def _record_all_behind(self) -> None:
        while self._behind:
            self._behind.pop(0)()

    # what a session calls

    @property
    def is_open(self) -> bool:
        """Whether the server can still be spoken to."""
        return self._fault is None and self.is_connected

    async def reply(self) -> Reply:
        """The next reply in order. Raises BrokenReplyError, or LostError once nothing more can come."""
        return self.cleaned(await self._next())

    async def command(self, line: str) -> Reply:
        """Send one command and give its reply."""
        self.send(line)
        return await self.reply()

    async def exchange(self, line: bytes, shown: str) -> Reply:
        """Send a line of an AUTH exchange and give the reply as it came: a challenge is data, not text.

        `shown` is what the transcript may say of the line before its mask.
        """
        self._expect_no_reply()
        self._transcript.client_secret(shown)
        self.write(line + b"\r\n")
        return await self._next()

    def send(self, *lines: str) -> None:
        """Send commands in one flight without waiting. RFC 2920 section 3.1."""
        self._expect_no_reply()
        for line in lines:
            self._transcript.client(line)
        octets = [line.encode("utf-8", "surrogateescape") for line in lines]
        if any(b"\r" in one or b"\n" in one or b"\0" in one for one in octets):
            raise StageError("a value holds a line end, which no command can carry", "protocol_error")
        self.write(b"".join(one + b"\r\n" for one in octets))

    def write(self, data: bytes) -> None:
        """Give octets to the transport. Raises LostError where it is gone."""
        try:
            super().write(data)
        except SMTPServerDisconnected:
            raise LostError("the server closed the connection") from None

    async def send_data(self, octets: bytes) -> None:
        """Send a piece of a message, and wait until the transport can take more."""
        self.write(octets)
        # One turn of the loop even where there is room: an answer that came meanwhile is heard.
        await asyncio.sleep(0)
        await self._drain_helper()

    @property
    def has_reply(self) -> bool:
        """Whether a reply waits that nothing has been read for yet."""
        return bool(self._replies)

    async def _next(self) -> Reply:
        while not self._replies:
            if self._fault is not None:
                raise self._fault
            self._arrived.clear()
            await self._arrived.wait()
        reply = self._replies.popleft()
        self._transcript.server(reply)
        if not self._replies:
            self._record_all_behind()
        return reply

    def cleaned(self, reply: Reply) -> Reply:
        """The reply with every secret in it masked."""
        return Reply(reply.code, tuple(self._redact(line) for line in reply.lines))

    def _expect_no_reply(self) -> None:
        """A reply before its command would be taken for the command's own; only a goodbye may come unasked."""
        # RFC 5321 section 3.8: 421 may come at any time, and is then the answer to whatever is sent next.
        if self._replies and self._replies[0].code != 421:
            unasked = self.cleaned(self._replies[0])
            raise StageError("the server sent a reply that nobody had asked for", "protocol_error", unasked)

    # TLS

    async def upgrade(self, context: ssl.SSLContext, host: str) -> None:
        """Turn the connection into TLS after STARTTLS was answered with 220.

        RFC 3207 section 4.2 and its errata: bytes that came before the handshake are an attacker's or a broken
        server's, and end the session.
        """
        if self._replies or self._reader.pending or isinstance(self._fault, BrokenReplyError):
            raise StageError("the server sent text between its 220 and the handshake", "middlebox_interference")
        await self.begin_tls(context, host)

    async def begin_tls(self, context: ssl.SSLContext, host: str) -> None:
        """The handshake."""
        if not isinstance(self.transport, asyncio.WriteTransport):
            raise LostError("the server closed the connection")
        loop = asyncio.get_running_loop()
        tls = await loop.start_tls(self.transport, self, context, server_hostname=host, ssl_handshake_timeout=_LONG_S)
        if tls is None:
            raise LostError("the server closed the connection")
        self.transport = tls
        self._over_ssl = True

    def tls_object(self) -> ssl.SSLObject | None:
        """The TLS session, once there is one."""
        found = self.transport.get_extra_info("ssl_object") if self.transport else None
        return found if isinstance(found, ssl.SSLObject) else None

    def local_address(self) -> str:
        """The address of this end of the connection."""
        sockname = self.transport.get_extra_info("sockname") if self.transport else None
        return str(sockname[0]) if sockname else "127.0.0.1"

    def close(self) -> None:
        """Close at once, sending nothing more: a peer that does not read cannot hold us."""
        self._lose(None, "closed from here")
        self._record_all_behind()
        if isinstance(self.transport, asyncio.WriteTransport):
            self.transport.abort()


# The stage's own limit ends a handshake; asyncio wants a number for its own.
_LONG_S = 3600.0


async def open_wire(
    connected: socket.socket,
    transcript: Transcript,
    redact: Redactor,
    tls: tuple[ssl.SSLContext, str] | None = None,
) -> Wire:
    """A wire on a connected socket; with `tls`, a context and the server's name, TLS from the first byte.

    The socket is closed when this fails or is cancelled.
    """
    loop = asyncio.get_running_loop()
    try:
        # Never with ssl=…: where that is cancelled before its handshake begins, asyncio keeps a transport for a socket
        # that is closed, and whoever gets the same number next cannot connect.
        _, wire = await loop.create_connection(lambda: Wire(transcript, redact), sock=connected)
    except BaseException:
        connected.close()
        raise
    try:
        if tls is not None:
            await wire.begin_tls(*tls)
    except BaseException:
        wire.close()
        raise
    return wire
