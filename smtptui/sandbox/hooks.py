"""What the protocol asks about each command: a scenario's answers, put into the server's replies."""

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smtptui.sandbox.behaviour import Transaction, reply
from smtptui.sandbox.catcher import CaughtMessage
from smtptui.sandbox.service import Service
from smtptui.text import printable

if TYPE_CHECKING:
    from aiosmtpd.smtp import Envelope
    from aiosmtpd.smtp import Session as SessionState

    from smtptui.sandbox.session import Session

# RFC 5321 section 4.5.3.1.8: a server takes at least a hundred.
_MAXIMUM_RECIPIENTS = 1000


class Hooks:
    """aiosmtpd's handler: it calls `handle_<COMMAND>` and sends what that returns."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, server: "Session", state: "SessionState", envelope: "Envelope", hostname: str, lines: list[str]
    ) -> list[str]:
        """The EHLO reply: aiosmtpd's lines, PIPELINING in place of its last one, HELP."""
        await self._service.behaviour.before_ehlo_reply()
        state.host_name = hostname
        return [*lines[:-1], "250 PIPELINING"]

    async def handle_MAIL(  # noqa: N802
        self, server: "Session", state: "SessionState", envelope: "Envelope", address: str, options: list[str]
    ) -> str:
        """The reply to MAIL."""
        if not state.authenticated:
            return reply(530, "5.7.0", "Authentication required")
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return reply(250, "2.1.0", "Ok")

    async def handle_RCPT(  # noqa: N802
        self, server: "Session", state: "SessionState", envelope: "Envelope", address: str, options: list[str]
    ) -> str:
        """The reply to RCPT."""
        if len(envelope.rcpt_tos) >= _MAXIMUM_RECIPIENTS:
            return reply(452, "4.5.3", "Error: too many recipients")
        refusal = self._service.behaviour.recipient_refusal(_transaction(server, envelope), address)
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return reply(250, "2.1.5", "Ok")

    async def handle_DATA(  # noqa: N802
        self, server: "Session", state: "SessionState", envelope: "Envelope"
    ) -> str:
        """The reply to the final dot."""
        transaction = _transaction(server, envelope)
        refusal = self._service.behaviour.message_refusal(transaction)
        if refusal is not None:
            return refusal
        message = self._caught(server, transaction, envelope.original_content or b"")
        self._service.catcher.keep(message)
        await self._service.behaviour.before_acceptance()
        return reply(250, "2.0.0", f"Ok: queued as {message.queue_id}")

    def _caught(self, server: "Session", transaction: Transaction, source: bytes) -> CaughtMessage:
        host, port = server.peer
        return CaughtMessage(
            queue_id=secrets.token_hex(5).upper(),
            received_at=datetime.now(UTC),
            scenario=self._service.scenario.name,
            peer=f"{host}:{port}",
            username=server.username,
            reverse_path=printable(transaction.reverse_path),
            forward_paths=tuple(printable(path) for path in transaction.forward_paths),
            source=source,
        )


def _transaction(server: "Session", envelope: "Envelope") -> Transaction:
    # aiosmtpd gives the null reverse-path (RFC 5321 section 4.5.5) as "<>".
    reverse_path = "" if envelope.mail_from == "<>" else envelope.mail_from or ""
    return Transaction(server.peer[0], reverse_path, tuple(envelope.rcpt_tos))
