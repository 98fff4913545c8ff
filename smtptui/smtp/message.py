"""A test message: RFC 5322 headers, text and HTML parts, attachments; and its form on the wire."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from smtptui.smtp.mailbox import Mailbox, ascii_domain, parse_mailbox

if TYPE_CHECKING:
    from email.headerregistry import Address

_LONE_LINE_END = re.compile(rb"\r\n|\r|\n")
# NUL and its like: no header may hold them, and a text only encoded.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to attach: its name as the recipient sees it, its media type, its octets."""

    filename: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the operator wants to send. `html` None: no HTML part. `to_addresses` are bare addresses."""

    to_addresses: tuple[str, ...]
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready for the wire: envelope, Message-ID, and octets with CRLF line ends, not yet dot-stuffed."""

    reverse_path: Mailbox
    forward_paths: tuple[Mailbox, ...]
    message_id: str
    octets: bytes = field(repr=False)
    utf8: bool


def compose(draft: Draft, *, from_address: str, from_name: str | None, date: datetime, unique: str) -> Message:
    """Build the message. `unique` makes the Message-ID (RFC 5322 section 3.6.4); `date` is aware of its zone.

    Raises MailboxError for an address that is none.
    """
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    sender = parse_mailbox(from_address)
    recipients = tuple(parse_mailbox(address) for address in draft.to_addresses)
    utf8 = any(mailbox.needs_smtputf8 for mailbox in (sender, *recipients))
    message_id = f"<{unique}@{str(sender).rpartition('@')[2]}>"
    message = EmailMessage(policy=SMTP.clone(utf8=utf8, cte_type="7bit"))
    message["From"] = _address(sender, _one_line(from_name or ""))
    message["To"] = [_address(recipient) for recipient in recipients]
    message["Subject"] = _one_line(draft.subject)
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    # RFC 3834 section 5.2: what a program writes by itself says so, and answers by machines stay away.
    message["Auto-Submitted"] = "auto-generated"
    text = _encodable(draft.text)
    message.set_content(text, cte=_encoding_for(text))
    if draft.html is not None:
        html = _encodable(draft.html)
        message.add_alternative(html, subtype="html", cte=_encoding_for(html))
    for attachment in draft.attachments:
        main, _, sub = attachment.media_type.partition("/")
        message.add_attachment(attachment.content, maintype=main, subtype=sub, filename=_one_line(attachment.filename))
    return Message(sender, recipients, message_id, with_crlf(message.as_bytes()), utf8)


def _address(mailbox: Mailbox, display_name: str = "") -> "Address":
    """The address for a header. Python takes letters beyond ASCII before the @ only where it is given in parts."""
    from email.headerregistry import Address

    local_part = mailbox.local_part
    if local_part.startswith('"'):
        local_part = re.sub(r"\\(.)", r"\1", local_part[1:-1])
    return Address(display_name, username=local_part, domain=ascii_domain(mailbox.domain))


def _one_line(text: str) -> str:
    return " ".join(_CONTROLS.sub(" ", _encodable(text)).split())


def _encodable(text: str) -> str:
    """Text for a message: octets of the command line or a file that were no UTF-8 become replacement characters."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _encoding_for(text: str) -> str | None:
    """The transfer encoding that the text needs; None: what its letters and lines ask for (RFC 2045 section 2.7)."""
    return "quoted-printable" if _CONTROLS.search(text) else None


def with_crlf(octets: bytes) -> bytes:
    """Every line end as CRLF (RFC 5321 section 2.3.8), with one at the end."""
    normal = _LONE_LINE_END.sub(b"\r\n", octets)
    return normal if normal.endswith(b"\r\n") else normal + b"\r\n"


def dot_stuffed(octets: bytes) -> bytes:
    """The data with a dot added before each line's leading dot, and the final dot: RFC 5321 section 4.5.2."""
    stuffed = octets.replace(b"\r\n.", b"\r\n..")
    return (b"." + stuffed if stuffed.startswith(b".") else stuffed) + b".\r\n"


def queue_id(replies: Sequence[str]) -> str | None:
    """The server's name for the message, read from the text of its reply to the final dot; None if it gives none.

    There is no standard for it. The forms of Postfix ("queued as 4F2"), Exim ("id=1abc-…"), Exchange
    ("<…> [InternalId=…]"), Gmail ("OK  1732104615 a1-20…wmq.7 - gsmtp", the first is the time), Sendmail
    ("0A1 Message accepted"), Amazon SES ("Ok 0102…") and others are known.
    """
    text = " ".join(replies)
    found = next((match for pattern in _QUEUE_ID_FORMS if (match := pattern.search(text))), None)
    return (found[1].strip("<>.,;") or None) if found else None


_QUEUE_ID_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\bqueued as <?([\w.@+/=-]{4,200})",
        r"\bid=([\w-]{6,100})",
        r"\bInternalId=(\w{1,100})",
        r"\bqueued mail for delivery[^<]*<([^>\s]{4,200})>",
        r"\b(?:queued|accepted|queue id|message id)[: ]+<?([\w.@+/=-]*\d[\w.@+/=-]{3,200})",
        r"\bok +\d{10} ([\w.-]{10,100}) - gsmtp",
        r"\bok:? +([0-9A-Za-z][\w.@+/=-]{9,200})",
        r"^(?:2\.\d\.\d +)?([0-9A-Za-z]{10,40}) +Message accepted",
    )
)
