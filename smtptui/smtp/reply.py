"""A server's replies: RFC 5321 section 4.2, enhanced codes of RFC 3463 and RFC 2034.

    reply-line = code [ SP textstring ] CRLF            the last or only line
               / code "-" [ textstring ] CRLF           a line that another follows
    code       = ( "2" / "3" / "4" / "5" ) ( "0"-"5" ) digit

`ReplyReader` takes bytes as they come and gives replies; what breaks the grammar is a `BrokenReplyError`, which ends
the session: RFC 5321 section 4.2.1 allows the reader no guess about where the next reply would begin.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from smtptui.text import decoded, printable

# RFC 5321 section 4.5.3.1.5 allows 512 octets; real servers go beyond it, none beyond these.
MAXIMUM_LINE_OCTETS = 8192
MAXIMUM_REPLY_OCTETS = 65536
# From so many octets on, what can be no reply is called so without waiting for its line end: enough to name what it is.
_TELLING_OCTETS = 8

_CODE = re.compile(rb"([2-5][0-9][0-9])(?:([ -])(.*))?\Z", re.DOTALL)
_ENHANCED = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?=\s|$)")


class Reply(NamedTuple):
    """One reply: its code, and its lines without code and line end, safe to show."""

    code: int
    lines: tuple[str, ...]

    @property
    def enhanced(self) -> str | None:
        """The enhanced status code (RFC 2034 section 4), where the first line begins with one of the reply's class."""
        found = _ENHANCED.match(self.lines[0]) if self.lines else None
        # RFC 2034 section 4: the class digit is that of the reply; text that only looks like a code is none.
        return found[1] if found and found[1][0] == str(self.code)[0] else None

    @property
    def text(self) -> str:
        """The lines joined by line ends, without the enhanced code before each."""
        enhanced = self.enhanced
        return "\n".join(_without(enhanced, line) for line in self.lines)

    @property
    def one_line(self) -> str:
        """Code, enhanced code and text in one line, for people."""
        return " ".join(f"{self.code} {self.enhanced or ''} {self.text}".split())

    @property
    def is_positive(self) -> bool:
        """2yz: done as asked."""
        return 200 <= self.code < 300

    @property
    def is_refusal(self) -> bool:
        """4yz or 5yz: not done."""
        return self.code >= 400


def _without(enhanced: str | None, line: str) -> str:
    return line.removeprefix(enhanced).lstrip() if enhanced else line


class BrokenReplyError(Exception):
    """What came is no SMTP reply. `fault` says how, `octets` holds what came, as far as it was collected."""

    def __init__(self, fault: str, octets: bytes) -> None:
        super().__init__(fault)
        self.fault = fault
        self.octets = octets


class ReplyReader:
    """Collects bytes into replies; several may be outstanding (RFC 2920)."""

    __slots__ = ("_buffer", "_code", "_lines", "_octets", "_searched")

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._code: bytes | None = None
        self._lines: list[bytes] = []
        self._octets = 0
        self._searched = 0

    @property
    def pending(self) -> bytes:
        """Bytes that belong to a reply that is not complete, for the record of a session cut off."""
        begun = [(self._code or b"") + b"-" + line for line in self._lines]
        return b"\r\n".join([*begun, bytes(self._buffer)])

    def feed(self, octets: bytes) -> Iterator[Reply]:
        """The replies that `octets` complete; after them, raises BrokenReplyError at what cannot be one."""
        self._buffer += octets
        while (line := self._next_line()) is not None:
            if (reply := self._take(line)) is not None:
                yield reply
        if len(self._buffer) > MAXIMUM_LINE_OCTETS:
            raise BrokenReplyError("a reply line without an end", bytes(self._buffer))
        if len(self._buffer) >= _TELLING_OCTETS and not _CODE.match(self._buffer):
            raise _no_code(bytes(self._buffer))

    def finish(self) -> None:
        """The server will send nothing more. Raises BrokenReplyError where its last octets begin no reply."""
        if self._buffer and self._buffer[0] not in b"2345":
            raise _no_code(bytes(self._buffer))

    def _next_line(self) -> bytes | None:
        end = self._buffer.find(b"\n", self._searched)
        self._searched = len(self._buffer) if end < 0 else 0
        if end < 0:
            return None
        # RFC 5321 section 2.3.8 wants CRLF; a bare LF is common and harmless on the reading side.
        line = bytes(self._buffer[:end]).removesuffix(b"\r")
        del self._buffer[: end + 1]
        return line

    def _take(self, line: bytes) -> Reply | None:
        if len(line) > MAXIMUM_LINE_OCTETS:
            raise BrokenReplyError("a reply line of more than 8 KiB", line)
        parts = _CODE.match(line)
        if parts is None:
            raise _no_code(line)
        code, separator, text = parts[1], parts[2], parts[3] or b""
        self._octets += len(line)
        if self._octets > MAXIMUM_REPLY_OCTETS:
            raise BrokenReplyError("a reply of more than 64 KiB", line)
        # RFC 5321 section 4.2.1: the code is the same on every line of a reply.
        if self._code is not None and code != self._code:
            raise BrokenReplyError(f"a reply whose code changes from {self._code.decode()} to {code.decode()}", line)
        self._code = code
        self._lines.append(text)
        return None if separator == b"-" else self._finish(int(code))

    def _finish(self, code: int) -> Reply:
        lines = tuple(printable(decoded(line)) for line in self._lines)
        self._code, self._lines, self._octets = None, [], 0
        return Reply(code, lines)


def _no_code(octets: bytes) -> BrokenReplyError:
    return BrokenReplyError("a line that begins with no reply code", octets)
