"""MAIL and RCPT, in one flight where the server offers PIPELINING (RFC 2920), one by one elsewhere.

A dry run ends with RSET and QUIT and sends no message; `net.delivery` goes on to the final dot.
"""

from typing import TYPE_CHECKING

from smtptui.net.failure import StageError
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.mailbox import Mailbox
from smtptui.smtp.plan import mail_command, rcpt_command
from smtptui.smtp.reply import Reply

if TYPE_CHECKING:
    from smtptui.net.wire import Wire


class DryRun:
    """The envelope without a message: what the server says of sender and recipient, before it has seen a message."""

    def __init__(self, wire: "Wire", capabilities: Capabilities, sender: Mailbox, recipient: Mailbox | None) -> None:
        self._wire = wire
        self._pipelining = capabilities.offers("PIPELINING")
        self._recipient = recipient
        utf8 = sender.needs_smtputf8 or (recipient is not None and recipient.needs_smtputf8)
        self._mail = mail_command(sender, capabilities, size_octets=0, utf8=utf8)

    async def mail(self) -> str:
        """MAIL; with PIPELINING everything that follows goes out in the same flight."""
        # RFC 2920 section 3.1: QUIT may only be the last command of a group.
        rest = [rcpt_command(self._recipient)] if self._recipient else []
        self._wire.send(self._mail, *([*rest, "RSET", "QUIT"] if self._pipelining else []))
        return accepted(await self._wire.reply(), "the server does not take this sender")

    async def rcpt(self) -> str:
        """RCPT for the one recipient."""
        if self._recipient is None:
            raise RuntimeError("a dry run without a recipient ends after MAIL")
        if not self._pipelining:
            self._wire.send(rcpt_command(self._recipient))
        return accepted(await self._wire.reply(), "the server does not take this recipient")

    async def quit(self) -> str:
        """Read the goodbye of a pipelined flight; elsewhere RSET and QUIT are sent and not waited for."""
        if not self._pipelining:
            return leave(self._wire, "RSET", "QUIT")
        await self._wire.reply()
        reply = await self._wire.reply()
        if reply.code != 221:
            raise StageError(f"no clean goodbye: {reply.one_line}", reply=reply)
        return reply.text or "goodbye"

    async def abandon(self) -> None:
        """Say goodbye after a refusal; in a pipelined flight the goodbye is already on its way."""
        if not self._pipelining:
            leave(self._wire, "QUIT")


def leave(wire: "Wire", *commands: str) -> str:
    """Say goodbye without waiting for the answer."""
    wire.send(*commands)
    return "sent, not waited for"


def accepted(reply: Reply, refusal: str) -> str:
    """What a positive reply says; raises StageError, with `refusal` in words, for any other."""
    if not reply.is_positive:
        raise StageError(f"{refusal}: {reply.one_line}", reply=reply)
    return reply.text or "accepted"
