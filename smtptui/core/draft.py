"""A test message as this tool writes it, unless the operator says otherwise."""

import html
import mimetypes
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from smtptui.errors import MisuseError
from smtptui.model.settings import Settings
from smtptui.smtp.mailbox import MailboxError, parse_mailbox
from smtptui.smtp.message import Attachment, Draft
from smtptui.text import printable

MAXIMUM_ATTACHMENT_OCTETS = 64 * 2**20


def draft_for(
    settings: Settings,
    now: datetime,
    *,
    host_name: str,
    to_addresses: Sequence[str] = (),
    subject: str | None = None,
    text: str | None = None,
    html_text: str | None = None,
    attachments: Sequence[Attachment] = (),
) -> Draft:
    """The message to send: the operator's words where there are any, else a note that says where it comes from.

    `now` is aware of its zone; `host_name` is this machine. Raises MisuseError without a recipient or with a bad one.
    """
    recipients = tuple(to_addresses) or ((settings.to_address,) if settings.to_address else ())
    if not recipients:
        raise MisuseError("there is nobody to send to", "give --to ADDRESS, or set to_address in the profile")
    for address in recipients:
        _check(address)
    facts = _facts(settings, now, host_name)
    own_words = text is not None or html_text is not None
    return Draft(
        to_addresses=recipients,
        subject=subject or f"Test from {settings.profile} by {settings.endpoint.host}",
        text=text if text is not None else _plain(facts),
        html=html_text if own_words else _html(facts),
        attachments=tuple(attachments),
    )


def drafts_for(settings: Settings, now: datetime, *, count: int, **words: Any) -> tuple[Draft, ...]:
    """So many messages as `draft_for` makes from the same words; where there are several, their subjects count them."""
    if count == 1:
        return (draft_for(settings, now, **words),)
    subject = words.pop("subject", None) or f"Test from {settings.profile}"
    return tuple(
        draft_for(settings, now, subject=f"{subject} ({number} of {count})", **words) for number in range(1, count + 1)
    )


def _check(address: str) -> None:
    try:
        parse_mailbox(address)
    except MailboxError as error:
        raise MisuseError(
            f'the recipient "{printable(address)}" {error}', "give one address, as name@example.com"
        ) from None


def _facts(settings: Settings, now: datetime, host_name: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Profile", f"{settings.profile} ({settings.provider})"),
        ("Server", str(settings.endpoint)),
        ("Sent from", host_name),
        ("Time", now.isoformat(timespec="seconds")),
    )


_INTRODUCTION = "This is a test message. That you read it shows that mail sent with this profile arrives."


def _plain(facts: Sequence[tuple[str, str]]) -> str:
    lines = [f"{name + ':':<11}{value}" for name, value in facts]
    return "\n".join([_INTRODUCTION, "", *lines, "", "-- ", "smtptui", ""])


def _html(facts: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<tr><th align=left>{name}</th><td>{html.escape(value)}</td></tr>" for name, value in facts)
    return f"<!doctype html><html><body><p>{_INTRODUCTION}</p><table>{rows}</table><p>smtptui</p></body></html>\n"


def attachment_from(path: Path) -> Attachment:
    """Read a file to attach. Raises MisuseError when it cannot be read or is too large."""
    try:
        if not path.is_file():
            raise MisuseError(f"{printable(str(path))} is no file to attach", "give the path of a file")
        if path.stat().st_size > MAXIMUM_ATTACHMENT_OCTETS:
            raise MisuseError(f"{printable(str(path))} is larger than 64 MiB", "no provider takes such a message")
        content = path.read_bytes()
    except OSError as error:
        raise MisuseError(
            f"{printable(str(path))} cannot be read: {error.strerror}", "check its path and mode"
        ) from None
    return Attachment(path.name, _media_type(path.name), content)


def _media_type(filename: str) -> str:
    """What a name's ending says. RFC 2046 sections 5.1 and 5.2.1: messages and multiparts may not go as base64."""
    guessed, encoding = mimetypes.guess_type(filename)
    if guessed is None or encoding or guessed.startswith(("message/", "multipart/")):
        return "application/octet-stream"
    return guessed
