"""A message's source read for people: headers decoded, parts listed, everything safe to show."""

import re
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser

from smtptui.text import decoded, printable

_FOLD = re.compile(r"\r?\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a message that holds content. `text` is None where it is not text; a line end in it is LF."""

    media_type: str
    filename: str | None
    size_octets: int
    text: str | None


def read_headers(source: bytes) -> tuple[tuple[str, str], ...]:
    """The header fields in their order, unfolded and decoded (RFC 2047)."""
    message = BytesHeaderParser().parsebytes(source)
    return tuple((printable(name), _decoded_value(str(value))) for name, value in message.raw_items())


def _decoded_value(value: str) -> str:
    """The field's words; where its encoding is broken, as it stands."""
    # The parser keeps octets beyond ASCII as surrogates; RFC 6532 makes them UTF-8.
    unfolded = decoded(_FOLD.sub(" ", value).encode("ascii", "surrogateescape"))
    try:
        words = str(make_header(decode_header(unfolded)))
    except (HeaderParseError, LookupError, ValueError):
        words = unfolded
    return printable(words)


def read_parts(source: bytes) -> tuple[Part, ...]:
    """The parts that hold content, in their order. A message nested too deeply for a parser is one part."""
    try:
        message = BytesParser().parsebytes(source)
        return tuple(_part(part) for part in message.walk() if not part.is_multipart())
    except RecursionError:
        return (Part("application/octet-stream", None, len(source), None),)


def _part(part: "Message[str, str]") -> Part:
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    filename = part.get_filename()
    return Part(
        media_type=printable(part.get_content_type()),
        filename=None if filename is None else printable(filename),
        size_octets=len(content),
        text=_text(content, part) if part.get_content_maintype() == "text" else None,
    )


def _text(content: bytes, part: "Message[str, str]") -> str:
    try:
        text = content.decode(part.get_content_charset("utf-8"))
    except (LookupError, ValueError):
        text = decoded(content)
    return printable(text.replace("\r\n", "\n"), keep="\n")
