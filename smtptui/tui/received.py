"""A received message in lines: as its receiver sees it, with every header field, or as it came."""

from collections.abc import Sequence
from enum import StrEnum

from textual.content import Content

from smtptui.core.received import OpenedMessage, ReceivedPart
from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import wrapped
from smtptui.tui.words import size

_LABEL = 10
_SEEN_FIELDS = ("From", "To", "Cc", "Reply-To", "Subject", "Date")


class View(StrEnum):
    """How a message is shown."""

    PARTS = "parts"
    HEADERS = "headers"
    SOURCE = "source"


def message_lines(message: OpenedMessage, view: View, width: int) -> list[Content]:
    """The message, none of its lines wider than `width`."""
    if view is View.HEADERS:
        return [line for name, value in message.headers for line in _field(name, value, width)]
    if view is View.SOURCE:
        return _source(message, width)
    lines = [line for name, value in _seen(message) for line in _field(name, value, width)]
    for number, part in enumerate(message.parts, 1):
        lines += [Content(""), _part_rule(part, number, width), *_body(part, width)]
    return lines


def copied(message: OpenedMessage, view: View) -> str:
    """What `y` puts on the clipboard."""
    if view is View.SOURCE:
        return message.source
    if view is View.HEADERS:
        return "\n".join(f"{name}: {value}" for name, value in message.headers)
    return "\n\n".join(part.text for part in message.parts if part.text is not None)


def _seen(message: OpenedMessage) -> Sequence[tuple[str, str]]:
    """The fields that mail programs show, and the envelope, which decides who gets it."""
    fields = [(name, value) for name in _SEEN_FIELDS if (value := message.header(name))]
    received = message.received
    people = ", ".join(received.forward_paths)
    return [*fields, ("Envelope", f"from <{received.reverse_path}> to {people}")]


def _field(name: str, value: str, width: int) -> list[Content]:
    return wrapped(Content.assemble((f"{name:<{_LABEL}}", "$text-muted"), " ", value), width, _LABEL + 1)


def _part_rule(part: ReceivedPart, number: int, width: int) -> Content:
    """`── 2 text/html, 312 B, as its reader sees it ───`."""
    words = [part.filename] if part.filename is not None else []
    words += [part.media_type, size(part.size_octets)]
    if part.is_html:
        words.append("as its reader sees it")
    title = Content(f"{number}  {', '.join(words)} ").truncate(width - 3, ellipsis=True)
    rest = max(width - title.cell_length - 3, 0)
    return Content.assemble((f"{glyphs.RULE * 2} ", "$text-muted"), title, (glyphs.RULE * rest, "$text-muted"))


def _body(part: ReceivedPart, width: int) -> list[Content]:
    if part.text is None:
        return [Content.styled("not shown here: it is no text", "$text-muted")]
    return _plain(part.text.rstrip("\n"), width)


def _source(message: OpenedMessage, width: int) -> list[Content]:
    lines = _plain(message.source, width)
    if message.unseen_octets:
        lines.append(Content.styled(f"… and {size(message.unseen_octets)} more", "$text-muted"))
    return lines


def _plain(text: str, width: int) -> list[Content]:
    """A text's own lines, those that are too wide in several."""
    lines: list[Content] = []
    for line in text.split("\n"):
        lines += [Content(line)] if line.isascii() and len(line) <= width else wrapped(line, width)
    return lines
