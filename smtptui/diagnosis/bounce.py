"""A bounce: the failures in a delivery status notification (RFC 3464), however deep it is nested."""

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage, Message
from email.parser import BytesParser

from smtptui.diagnosis.log_lines import Found
from smtptui.diagnosis.log_reader import LogReader

MAXIMUM_OCTETS = 4 * 1024 * 1024
_MAXIMUM_PARTS = 200

_HEADERS = re.compile(
    rb"\A\s*(?:From \S+ .*\r?\n)?(?:Return-Path|Received|Delivered-To|MIME-Version|Content-Type|Date|From|To|Subject"
    rb"|Message-ID|X-[\w-]+|DKIM-Signature|ARC-[\w-]+|Authentication-Results):",
    re.IGNORECASE,
)
_DIAGNOSTIC = re.compile(r"^\s*[\w.-]+\s*;\s*")
_CODE = re.compile(r"(?<!\d)([2-5]\d\d)(?=[- ])")


def looks_like_a_message(head: bytes) -> bool:
    """Whether a text begins with a mail message's header fields and announces a report."""
    return bool(_HEADERS.match(head)) and (b"report" in head.lower() or b"diagnostic-code" in head.lower())


def failures_in_message(octets: bytes) -> list[Found]:
    """The failures that a bounce reports; none where it is no bounce. RFC 3464 section 2.3: a block a recipient."""
    message = BytesParser(policy=policy.compat32).parsebytes(octets[:MAXIMUM_OCTETS])
    parts = [part for _, part in zip(range(_MAXIMUM_PARTS), message.walk(), strict=False)]
    reported = [found for part in parts for found in _of_recipient(part)]
    return reported or [found for part in parts for found in _in_words(part)]


def _of_recipient(part: Message | EmailMessage) -> Iterator[Found]:
    """A block of a message/delivery-status part, which the parser gives as a message of header fields alone."""
    diagnostic = str(part.get("Diagnostic-Code", ""))
    status = str(part.get("Status", "")).split("(")[0].strip()
    if not diagnostic and not status.startswith(("4", "5")):
        return
    words = _DIAGNOSTIC.sub("", diagnostic).replace("\r", "")
    code = _CODE.search(words)
    host = str(part.get("Remote-MTA", "")).partition(";")[2].strip().split(" ")[0] or None
    yield Found(words if code or not status else f"{status} {words}", int(code[1]) if code else None, None, host)


def _in_words(part: Message | EmailMessage) -> Iterator[Found]:
    """What a bounce without status fields says in its text (qmail, old Exim)."""
    if part.get_content_maintype() != "text":
        return
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        reader = LogReader()
        yield from reader.feed(payload)
        yield from reader.close()
