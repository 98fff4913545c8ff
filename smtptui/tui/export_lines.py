"""An export in lines: what is wrong, what to know before it is written, and what changes."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from smtptui.core.exporting.changes import FileChange, Kind, Line
from smtptui.secret import MASK
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.live_export import LiveExport, Made
from smtptui.tui.widgets.drawn import wrapped
from smtptui.tui.words import count

DOTS = "•" * 8
# More than anybody reads here.
_MOST_LINES = 1000
_STYLES = {Kind.COMES: ("+ ", "$text-success"), Kind.GOES: ("- ", "$text-error"), Kind.GAP: ("… ", "$text-muted")}


def export_lines(live: LiveExport, width: int) -> list[Content]:
    """The room's page, none of its lines wider than `width`."""
    if live.problem is not None:
        path = live.wish.path or live.wish.choice.path if live.wish else ""
        where = wrapped(Content.styled(printable(path), "bold"), width, 2) if path else []
        message, advice = live.problem
        return [*where, *_refused(message.removeprefix(f"{path}: "), advice, width)]
    if live.made is None:
        return []
    return [*_warnings(live.made, width), *_files(live.made, width, whole=live.whole)]


def _refused(message: str, advice: str, width: int) -> list[Content]:
    refused = Content.styled(f"{glyphs.FAILED} {printable(message)}", "$text-error")
    return [*wrapped(refused, width, 2), *(wrapped(Content.styled(f"  {advice}", "$text-muted"), width, 2))]


def _warnings(made: Made, width: int) -> list[Content]:
    exports = made.plan.exports
    several = len(exports) > 1
    warnings = [f"{one.name}: {words}" if several else words for one in exports for words in one.warnings]
    warnings += [f"{path} holds more than is written, and would be replaced whole" for path in made.losing]
    lines = [
        line
        for words in warnings
        for line in wrapped(Content.styled(f"{glyphs.WARNED} {printable(words)}", "$text-warning"), width, 2)
    ]
    return [*lines, Content("")] if lines else []


def _files(made: Made, width: int, *, whole: bool) -> Iterator[Content]:
    for one in (change for changed in made.changes for change in changed):
        yield from _head(one, width)
        lines = one.whole if whole else one.lines
        for line in lines[:_MOST_LINES]:
            yield from _line(line, width)
        if len(lines) > _MOST_LINES:
            yield Content.styled(f"… {count(len(lines) - _MOST_LINES, 'more line')}", "$text-muted")
        yield Content("")


def _head(change: FileChange, width: int) -> Sequence[Content]:
    file = change.file
    where = printable(str(file.path)) if file.path else file.format.title
    access = f"{file.format.owner or 'yours'} {file.format.mode:04o}"
    return [
        *wrapped(Content.assemble((where, "bold"), (f"  {access}", "$text-muted")), width, 2),
        *wrapped(Content.styled(change.summary, "$text-accent"), width, 2),
    ]


def _line(line: Line, width: int) -> Sequence[Content]:
    sign, style = _STYLES.get(line.kind, ("  ", ""))
    text = f"{sign}{line.text.replace(MASK, DOTS)}"
    return wrapped(Content.styled(text, style) if style else Content(text), width, 2)


def copied(live: LiveExport) -> str:
    """The files as they are shown, for the clipboard: nothing that cannot be read on the screen."""
    if live.made is None:
        return ""
    files = [change for changed in live.made.changes for change in changed]
    return "\n".join(line.text.replace(MASK, DOTS) for one in files for line in one.whole) + "\n"
