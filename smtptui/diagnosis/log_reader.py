"""A log, octets in and failures out: lines put together, replies of several lines made one. Bounded in memory."""

from collections.abc import Iterator

from smtptui.diagnosis.log_lines import CODE_OCTETS, WORDS_OCTETS, Found, beginning_in, continues
from smtptui.diagnosis.octets import text_of_octets
from smtptui.diagnosis.signature import signature

MAXIMUM_LINE_OCTETS = 16 * 1024
MAXIMUM_TEXT_LENGTH = 4096
_MAXIMUM_LINES_OF_A_REPLY = 40
_MAXIMUM_KINDS = 5000


class LogReader:
    """Takes a log in pieces and gives the failures in it as they end."""

    def __init__(self) -> None:
        self._rest = b""
        self._open: Found | None = None
        self._lines: list[str] = []
        # What was found in a line of this kind before: most failures of a log are of few kinds.
        self._kinds: dict[tuple[bytes, ...], Found | None] = {}

    def feed(self, octets: bytes) -> Iterator[Found]:
        """The failures that end within these octets."""
        piece = self._rest + octets
        end = piece.rfind(b"\n") + 1
        # Of a line without an end only the beginning is kept.
        self._rest = piece[end : end + MAXIMUM_LINE_OCTETS]
        yield from self._read(piece[:end])

    def close(self) -> Iterator[Found]:
        """What is still open at the end of the log."""
        yield from self.feed(b"\n")
        yield from self._finish()

    def _read(self, piece: bytes) -> Iterator[Found]:
        """Read whole lines: those worth a look, and those right behind an open reply."""
        position = self._follow(piece, 0)
        for start in _worth_a_look(piece):
            if start >= position:
                yield from self._finish()
                line, position = _line(piece, start)
                self._open = self._beginning_in(line)
                self._lines = [self._open.text] if self._open else []
                position = self._follow(piece, position)

    def _follow(self, piece: bytes, position: int) -> int:
        """Take the lines that go on with the open reply; where the first line stands that does not."""
        while self._open is not None and position < len(piece):
            line, behind = _line(piece, position)
            if not self._goes_on(text_of_octets(line), self._open):
                break
            position = behind
        return position

    def _beginning_in(self, line: bytes) -> Found | None:
        kind = (signature(line), *CODE_OCTETS.findall(line))
        if kind not in self._kinds:
            if len(self._kinds) >= _MAXIMUM_KINDS:
                self._kinds.clear()
            self._kinds[kind] = beginning_in(text_of_octets(line))
        return self._kinds[kind]

    def _goes_on(self, line: str, found: Found) -> bool:
        if len(self._lines) >= _MAXIMUM_LINES_OF_A_REPLY:
            return False
        more = continues(line, self._lines[-1].rpartition("\n")[2])
        if more is None and found.is_folded and line[:1] in (" ", "\t") and "command)" not in self._lines[-1]:
            more = line.strip()
        if more is not None:
            self._lines.append(more)
        return more is not None

    def _finish(self) -> Iterator[Found]:
        if self._open is not None:
            text = "\n".join(self._lines)[:MAXIMUM_TEXT_LENGTH]
            yield self._open if text == self._open.text else self._open._replace(text=text)
        self._open, self._lines = None, []


def _line(piece: bytes, start: int) -> tuple[bytes, int]:
    """The line that begins here, and where the next one does."""
    end = piece.find(b"\n", start)
    return piece[start : min(end, start + MAXIMUM_LINE_OCTETS)].rstrip(b"\r"), end + 1


def _worth_a_look(piece: bytes) -> list[int]:
    """Where the lines begin that may hold a failure: most of a log's lines are not even cut out."""
    starts: set[int] = set()
    for words in WORDS_OCTETS:
        found = piece.find(words)
        while found >= 0:
            starts.add(piece.rfind(b"\n", 0, found) + 1)
            found = piece.find(words, piece.find(b"\n", found))
    end = 0
    for code in CODE_OCTETS.finditer(piece):
        if code.start() >= end:
            starts.add(piece.rfind(b"\n", 0, code.start()) + 1)
            end = piece.find(b"\n", code.start())
    return sorted(starts)
