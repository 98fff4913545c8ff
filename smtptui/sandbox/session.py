"""One client's session: the only door to aiosmtpd, which speaks the protocol."""

import asyncio
import logging
import secrets
from asyncio import sslproto
from collections import defaultdict
from typing import Any

from aiosmtpd.smtp import MISSING, SMTP, AuthResult, LoginPassword, TLSSetupException

from smtptui.sandbox.behaviour import reply
from smtptui.sandbox.hooks import Hooks
from smtptui.sandbox.service import Service
from smtptui.text import decoded, printable

_HOSTNAME = "sandbox.example"
# RFC 5321 section 4.5.3.2.7: a server waits at least five minutes for a command.
_IDLE_TIMEOUT_S = 300.0
_COMMAND_OCTETS = 1000
# What aiosmtpd says by itself, in Postfix's words with the enhanced code of RFC 3463 section 3.4.
_REWORDED = {
    "552 Error: message size exceeds fixed maximum message size": reply(
        552, "5.3.4", "Message size exceeds fixed limit"
    ),
    "552 Error: Too much mail data": reply(552, "5.3.4", "Error: message file too big"),
}

# aiosmtpd logs what clients send; the sandbox shows it in its own way.
_log = logging.getLogger("mail.log")
_log.addHandler(logging.NullHandler())
_log.propagate = False


class Session(SMTP):
    """Speaks with one client of `service`. `peer` is its address and port, `username` who has logged in."""

    def __init__(self, service: Service, *, implicit_tls: bool) -> None:
        # aiosmtpd shares one table of limits among all sessions, and every EHLO raises it.
        self.command_size_limits = defaultdict(lambda: _COMMAND_OCTETS)
        self.peer = ("", 0)
        self.username: str | None = None
        self._service = service
        self._implicit_tls = implicit_tls
        self._wire: asyncio.Transport | None = None
        offers_starttls = service.scenario.offers_starttls and not implicit_tls
        super().__init__(
            Hooks(service),
            data_size_limit=service.scenario.maximum_size_octets,
            enable_SMTPUTF8=True,
            hostname=_HOSTNAME,
            ident="ESMTP smtptui sandbox",
            tls_context=service.context if offers_starttls else None,
            timeout=_IDLE_TIMEOUT_S,
            auth_require_tls=not implicit_tls,
            authenticator=self._check_password,
            loop=asyncio.get_running_loop(),
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Called with the connection, and again with the protected one once TLS is there."""
        if self._wire is None:
            assert isinstance(transport, asyncio.Transport)
            self._wire = transport
            self.peer = transport.get_extra_info("peername")
            self._service.transports.add(transport)
            if self._implicit_tls:
                return self._start_tls(transport)
        return super().connection_made(transport)

    def _start_tls(self, transport: asyncio.Transport) -> None:
        # As aiosmtpd does STARTTLS: `create_server(ssl=...)` would keep a connection that is still in the handshake
        # from `end_sessions`. Nobody waits for this one: it ends in `connection_made`, or with the connection.
        tls = sslproto.SSLProtocol(self.loop, self, self._service.context, None, server_side=True)  # type: ignore[arg-type]
        transport.set_protocol(tls)
        tls.connection_made(transport)

    async def _handle_client(self) -> None:
        task = asyncio.current_task()
        assert task is not None
        assert self._wire is not None
        self._service.tasks.add(task)
        try:
            await self._service.behaviour.before_greeting()
            await super()._handle_client()
        except ConnectionError:
            self._wire.abort()

    async def handle_exception(self, error: Exception) -> str:
        """What to say where a command could not be carried out: a defect, told to the loop's exception handler."""
        # A client that does not trust the certificate breaks the handshake: what some scenarios are for.
        if not isinstance(error, TLSSetupException):
            self.loop.call_exception_handler({"message": "the sandbox has a defect", "exception": error})
        return reply(451, "4.3.0", "Error: internal error of the sandbox")

    async def push(self, status: str | bytes) -> None:
        """Send a reply, whatever a client's octets have put into it."""
        if isinstance(status, str):
            status = _REWORDED.get(status, status).encode("utf-8", "backslashreplace")
        await super().push(status)

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        try:
            return super()._getaddr(arg)
        except (IndexError, AttributeError):
            # Python's address parser ends so on some malformed addresses, where aiosmtpd expects its HeaderParseError.
            return None, None

    async def challenge_auth(self, *arguments: Any, **options: Any) -> Any:
        """Ask for a line of an AUTH exchange; MISSING where what came cannot be one."""
        try:
            return await super().challenge_auth(*arguments, **options)
        except ValueError:
            # RFC 4954 section 4.
            await self.push(reply(500, "5.5.6", "Authentication Exchange line is too long"))
            return MISSING

    async def auth_CRAM__MD5(self, _: SMTP, arguments: list[str]) -> AuthResult:  # noqa: N802 - aiosmtpd's name
        """AUTH CRAM-MD5: RFC 2195."""
        challenge = f"<{secrets.token_hex(8)}@{_HOSTNAME}>"
        answer = await self.challenge_auth(challenge)
        if answer is MISSING:
            return AuthResult(success=False)
        username, _, digest = answer.rpartition(b" ")
        return self._verdict(username, matches=self._service.cram_md5_matches(username, digest, challenge))

    def _check_password(
        self, server: SMTP, state: object, envelope: object, mechanism: str, login: LoginPassword
    ) -> AuthResult:
        matches = self._service.login_matches(login.login, login.password)
        return self._verdict(login.login, matches=matches)

    def _verdict(self, username: bytes, *, matches: bool) -> AuthResult:
        answer = self._service.behaviour.login_reply(credentials_match=matches)
        accepted = answer.startswith("2")
        if accepted:
            self.username = printable(decoded(username))
        return AuthResult(success=accepted, handled=False, message=answer)
