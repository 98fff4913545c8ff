"""One SMTP session, stage by stage, from the name to the login. `net.envelope` goes on from there."""

import asyncio
import socket
import ssl
from types import TracebackType
from typing import TYPE_CHECKING, Self

from smtptui.model.report import AddressReport
from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.net import tls
from smtptui.net.authenticate import authenticate
from smtptui.net.ehlo_name import ehlo_name
from smtptui.net.failure import StageError
from smtptui.net.race import Race
from smtptui.net.resolver import Resolution, resolve
from smtptui.secret import Redactor, Secret
from smtptui.smtp.capabilities import Capabilities, parse_ehlo
from smtptui.smtp.sasl import Mechanism, choose
from smtptui.smtp.security import Security
from smtptui.smtp.transcript import Transcript

if TYPE_CHECKING:
    from smtptui.net.wire import Wire


class Warned(str):
    """A stage's detail that passed, but about which the operator should know something."""

    __slots__ = ()


class Session:
    """A session of `settings`. Its stage methods are called in wire order, each once (`ehlo` twice under STARTTLS).

    Each returns a line for people (`Warned` where it passed with a warning) and raises one of
    `net.failure.EXPECTED` when the stage fails. Leaving the context closes the connection, however it ends.
    """

    def __init__(self, settings: Settings, redact: Redactor) -> None:
        self.settings = settings
        self.transcript = Transcript(redact)
        self.capabilities = Capabilities()
        self.tls_report: TlsReport | None = None
        self.mechanism: Mechanism | None = None
        self.ehlo_name: str | None = None
        self.address: str | None = None
        # What is already known to be wrong while a stage still gathers what to show of it.
        self.known_fault: ssl.SSLCertVerificationError | None = None
        self._redact = redact
        self._resolution = Resolution((), "")
        self._race: Race | None = None
        self._connected: socket.socket | None = None
        self._wire: Wire | None = None
        self._context: ssl.SSLContext | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        await self.end()

    async def end(self) -> None:
        """Close, and wait until the socket is gone."""
        self.close()
        # Transports give up their sockets on the loop's next turns.
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    def close(self) -> None:
        """End the connection at once."""
        if self._wire is not None:
            self._wire.close()
        elif self._connected is not None:
            self._connected.close()

    @property
    def addresses(self) -> tuple[AddressReport, ...]:
        """How each address of the host ended, once the race has begun."""
        return self._race.reports if self._race else ()

    @property
    def wire(self) -> "Wire":
        """The open connection."""
        if self._wire is None:
            raise RuntimeError("the session has not connected")
        return self._wire

    async def resolve(self) -> str:
        """Host name to addresses."""
        endpoint = self.settings.endpoint
        self._context = tls.context_for(self.settings) if endpoint.security is not Security.NONE else None
        self._resolution = await resolve(endpoint.host, self.settings.address_family)
        return self._resolution.detail

    async def connect(self) -> str:
        """A TCP connection to the first address that answers."""
        self._race = Race(self._resolution.addresses, self.settings.endpoint.port)
        try:
            self._connected = await self._race.run()
        finally:
            # Not getpeername: a peer that resets at once has no name any more, and yet the connection was made.
            self.address = self._race.winner
        failed = [report for report in self._race.reports if report.error]
        others = f"; {len(failed)} failed: {failed[0].address} {failed[0].error}" if failed else ""
        return f"{self.address}{others}"

    async def greeting(self) -> str:
        """The server's first reply: RFC 5321 section 3.1."""
        if self._wire is None:
            self._wire = await self._opened()
        reply = await self._wire.reply()
        if reply.code != 220:
            raise StageError(f"the server does not take sessions: {reply.one_line}", reply=reply)
        # Cisco's "fixup" writes stars over what it does not like.
        if reply.text.count("*") > 10:
            return Warned("the greeting is starred out: a firewall rewrites this session")
        return reply.text.splitlines()[0] if reply.text else "an empty greeting"

    async def ehlo(self) -> str:
        """EHLO, and HELO where the server does not know it: RFC 5321 sections 3.2 and 4.1.1.1."""
        name = self.ehlo_name = ehlo_name(self.settings.ehlo_name, self.wire.local_address())
        # RFC 3207 section 4.2: forget every capability learned before the handshake; a man in the middle may have
        # written it.
        self.capabilities = Capabilities()
        reply = await self.wire.command(f"EHLO {name}")
        if reply.code in (500, 501, 502, 504):
            reply = await self.wire.command(f"HELO {name}")
            if reply.is_positive:
                return Warned("the server knows only HELO: no extensions")
        if not reply.is_positive:
            raise StageError(f"the server does not accept the name {name}: {reply.one_line}", reply=reply)
        self.capabilities = parse_ehlo(reply)
        return self.capabilities.in_words()

    async def starttls(self) -> str:
        """STARTTLS, required: RFC 3207 section 4."""
        if not self.capabilities.offers("STARTTLS"):
            raise StageError("the server does not offer STARTTLS", "starttls_not_offered")
        reply = await self.wire.command("STARTTLS")
        if reply.code != 220:
            raise StageError(f"the server refuses STARTTLS: {reply.one_line}", reply=reply)
        return reply.text or "ready"

    async def tls(self) -> str:
        """The handshake, after STARTTLS or from the first byte."""
        try:
            await self._handshake()
        except ssl.SSLCertVerificationError as error:
            from smtptui.net.unverified import look_at_certificate

            self.known_fault = error
            self.tls_report = await look_at_certificate(self.settings, self._address(), error)
            raise
        session = self.wire.tls_object()
        if session is None:
            raise StageError("the connection closed during the handshake", "connection_dropped")
        self.tls_report = tls.report(session, verified=True)
        if self.settings.tls_fingerprint:
            self._check_pin(session, self.settings.tls_fingerprint)
        self.transcript.note(f"{self.tls_report.version}, {self.tls_report.cipher}")
        words = tls.in_words(self.tls_report)
        return Warned(words) if self.tls_report.days_left < tls.EXPIRY_WARNING_DAYS else words

    async def auth(self, secret: Secret) -> str:
        """Log in with one mechanism, once: RFC 4954."""
        offered = self.capabilities.offered_mechanisms
        settings = self.settings
        mechanism = choose(offered, settings.endpoint.security, settings.mechanism, settings.provider_mechanisms)
        if mechanism is None:
            raise self._no_mechanism(offered)
        self.mechanism = mechanism
        username = secret.reveal() if settings.secret_is_username else settings.username or ""
        reply = await authenticate(self.wire, mechanism, username, secret)
        words = f"{mechanism.wire_name}: {self._redact(reply.text) or 'accepted'}"
        if settings.endpoint.security is Security.NONE and not settings.endpoint.is_loopback:
            return Warned(f"{words}; the secret went over the network without encryption")
        return words

    def _no_mechanism(self, offered: tuple[str, ...]) -> StageError:
        wanted = self.settings.mechanism
        if offered and wanted != "auto":
            return StageError(
                f"the server does not offer {wanted.upper()}, only {' '.join(offered)}", "mechanism_not_supported"
            )
        if offered:
            return StageError(
                f"the server offers only {' '.join(offered)}, none of which fits", "mechanism_not_supported"
            )
        if self.settings.endpoint.security is Security.NONE and self.capabilities.offers("STARTTLS"):
            return StageError("the server offers no login before STARTTLS", "starttls_required")
        return StageError("the server offers no login", "auth_not_offered")

    def _check_pin(self, session: ssl.SSLObject, pinned: str) -> None:
        try:
            tls.check_fingerprint(session, pinned)
        except StageError as error:
            self.tls_report = tls.report(session, verified=False, error=error.detail)
            raise

    async def _handshake(self) -> None:
        context = self._context
        if context is None:
            raise RuntimeError("a session without TLS has no handshake")
        host = tls.server_name(self.settings.endpoint.host)
        if self._wire is None:
            self._wire = await self._opened((context, host))
        else:
            await self._wire.upgrade(context, host)

    async def _opened(self, context_and_host: tuple[ssl.SSLContext, str] | None = None) -> "Wire":
        # aiosmtplib takes 20 ms to import: here the server's greeting is on its way meanwhile.
        from smtptui.net.wire import open_wire

        return await open_wire(self._take_socket(), self.transcript, self._redact, context_and_host)

    def _take_socket(self) -> socket.socket:
        if self._connected is None:
            raise RuntimeError("the session has not connected")
        connected, self._connected = self._connected, None
        return connected

    def _address(self) -> str:
        return self.address or self.settings.endpoint.host
