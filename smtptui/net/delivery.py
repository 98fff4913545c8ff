"""A message on its way: MAIL, RCPT and DATA, in one flight where the server offers PIPELINING (RFC 2920)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from smtptui.model.report import Outcome, RecipientReport
from smtptui.net.envelope import accepted, leave
from smtptui.net.failure import StageError
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.message import Message, dot_stuffed
from smtptui.smtp.plan import mail_command, rcpt_command
from smtptui.smtp.reply import Reply

if TYPE_CHECKING:
    from smtptui.net.wire import Wire

_PIECE_OCTETS = 65536


@dataclass(slots=True)
class Delivery:
    """One message on its way. Its fields hold the truth at every moment, also when the delivery is cut off.

    `dot_sent` turns true before the final dot is given to the transport: from then on, no reply means nobody knows.
    """

    wire: "Wire"
    capabilities: Capabilities
    message: Message
    dot_sent: bool = False
    final_reply: Reply | None = None
    recipients: list[RecipientReport] = field(default_factory=list)
    _sender_refused: bool = False
    _in_message: bool = False
    _stuffed: bytes = b""

    def __post_init__(self) -> None:
        self._stuffed = dot_stuffed(self.message.octets)

    @property
    def outcome(self) -> Outcome:
        """What became of the message, as far as anybody can know."""
        reply = self.final_reply
        if self.dot_sent and self._anybody and (reply is None or not reply.is_refusal):
            return Outcome.ACCEPTED if reply is not None and reply.is_positive else Outcome.UNKNOWN
        refused = self._sender_refused or (self.recipients and not self._anybody) or (reply and reply.is_refusal)
        return Outcome.REJECTED if refused else Outcome.NOT_SENT

    @property
    def _anybody(self) -> bool:
        return any(recipient.accepted for recipient in self.recipients)

    async def mail(self) -> str:
        """MAIL; with PIPELINING, RCPT and DATA go out in the same flight."""
        message = self.message
        octets = len(message.octets)
        commands = [mail_command(message.reverse_path, self.capabilities, size_octets=octets, utf8=message.utf8)]
        if self._pipelining:
            commands += [*(rcpt_command(one) for one in message.forward_paths), "DATA"]
        self.wire.send(*commands)
        reply = await self.wire.reply()
        self._sender_refused = not reply.is_positive
        return accepted(reply, "the server does not take this sender")

    async def rcpt(self) -> str:
        """RCPT for every recipient, each with its own answer. Raises StageError when all are refused."""
        for forward_path in self.message.forward_paths:
            if not self._pipelining:
                self.wire.send(rcpt_command(forward_path))
            reply = await self.wire.reply()
            self.recipients.append(RecipientReport(str(forward_path), reply.is_positive, reply))
        if self._anybody:
            return _recipients_in_words(self.recipients)
        first = self.recipients[0].reply
        raise StageError(f"no recipient was accepted: {first.one_line if first else ''}", reply=first)

    @property
    def some_refused(self) -> bool:
        """Whether the server refused some, but not all, of the recipients."""
        return self._anybody and not all(recipient.accepted for recipient in self.recipients)

    async def start_data(self) -> None:
        """The answer to DATA. Raises StageError unless it is 354."""
        if not self._pipelining:
            self.wire.send("DATA")
        reply = await self.wire.reply()
        if reply.code != 354:
            self._refuse(reply)
        self._in_message = True

    async def send_piece(self, offset: int) -> int:
        """Send the next piece of the message; gives the offset after it.

        Raises StageError when the server answered already: RFC 5321 section 4.1.1.4 lets it wait for the dot, real
        ones that hit a limit do not always.
        """
        if self.wire.has_reply or not self.wire.is_open:
            self._refuse(await self.wire.reply())
        piece = self._stuffed[offset : offset + _PIECE_OCTETS]
        if offset + len(piece) >= len(self._stuffed):
            self.dot_sent = True
        await self.wire.send_data(piece)
        return offset + len(piece)

    @property
    def size_on_wire_octets(self) -> int:
        """Octets of the message with its dots, final dot included."""
        return len(self._stuffed)

    async def finish(self) -> str:
        """The reply to the final dot."""
        reply = await self.wire.reply()
        self.final_reply = reply
        self._in_message = False
        return accepted(reply, "the server does not take the message")

    @property
    def _pipelining(self) -> bool:
        return self.capabilities.offers("PIPELINING")

    def _refuse(self, reply: Reply) -> None:
        self.final_reply = reply
        raise StageError(f"the server does not take the message: {reply.one_line}", reply=reply)

    async def abandon(self) -> None:
        """Read what is left of a pipelined flight whose envelope failed, and say goodbye.

        RFC 2920 section 3.1: a server may answer DATA with 354 although every recipient was refused; the client then
        sends the final dot alone, and the server delivers nothing. Raises one of `net.failure.EXPECTED` where the
        server does not go along; the refusal is known all the same.
        """
        if self._in_message:
            # The server would read a QUIT as a line of the message.
            return
        if self._pipelining and self.final_reply is None:
            for _ in self.message.forward_paths[len(self.recipients) :]:
                await self.wire.reply()
            if (await self.wire.reply()).code == 354:
                await self.wire.send_data(b".\r\n")
                await self.wire.reply()
        leave(self.wire, "QUIT")


def _recipients_in_words(recipients: Sequence[RecipientReport]) -> str:
    refused = [recipient for recipient in recipients if not recipient.accepted]
    if not refused:
        return f"{len(recipients)} recipients accepted" if len(recipients) > 1 else _words(recipients[0])
    return f"{len(refused)} of {len(recipients)} refused: {refused[0].address} {_words(refused[0])}"


def _words(recipient: RecipientReport) -> str:
    return recipient.reply.one_line if recipient.reply else "no answer"
