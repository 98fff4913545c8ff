"""The record of a session as people read it: `C:` and `S:` lines, secrets masked, control characters visible."""

from smtptui.secret import MASK, Redactor
from smtptui.smtp.reply import Reply
from smtptui.text import decoded, printable

# A hostile server may talk for ever; the record does not.
MAXIMUM_LINES = 500


class Transcript:
    """Collects a session's lines. Every line passes `redact`; a line of an AUTH exchange is never kept at all."""

    def __init__(self, redact: Redactor) -> None:
        self._redact = redact
        self.lines: list[str] = []

    def client(self, line: str) -> None:
        """Record a command, without its line end."""
        self._append("C: " + printable(line))

    def client_secret(self, prefix: str = "") -> None:
        """Record that a line of an AUTH exchange was sent, with what may be shown of it."""
        self._append(f"C: {prefix} {MASK}" if prefix else f"C: {MASK}")

    def server(self, reply: Reply) -> None:
        """Record a reply, each line with its code."""
        last = len(reply.lines) - 1
        for index, line in enumerate(reply.lines):
            self._append(f"S: {reply.code}{' ' if index == last else '-'}{line}")

    def server_octets(self, octets: bytes) -> None:
        """Record bytes that were no reply."""
        self._append("S: " + printable(decoded(octets)))

    def note(self, text: str) -> None:
        """Record what happened between lines: a handshake, a lost connection."""
        self._append(f"-- {printable(text)}")

    def _append(self, line: str) -> None:
        if len(self.lines) < MAXIMUM_LINES:
            self.lines.append(self._redact(line))
        elif len(self.lines) == MAXIMUM_LINES:
            self.lines.append(f"-- more than {MAXIMUM_LINES} lines: the rest is not kept")
