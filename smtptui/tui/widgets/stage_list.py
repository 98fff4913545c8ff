"""The evidence: every stage of a session, lit up as it happens, with its time and a bar to compare it.

The bars compare the stages with each other, and a mark in each with the last probe that passed.
"""

from textual.content import Content

from smtptui.model.history import age_in_words
from smtptui.smtp.stage import Status
from smtptui.tui import glyphs
from smtptui.tui.live_session import LiveSession, StageLine
from smtptui.tui.widgets.drawn import Drawn, spread, wrapped
from smtptui.tui.words import bar, milliseconds, seconds

_TIME = 7
# Slower than this many times and milliseconds is worth a look; below it, it is how networks are.
_SLOWER, _SLOWER_MS = 2.0, 50.0


class StageList(Drawn):
    """A line a stage; what was tested above them, stages that were not reached gathered in one line."""

    DEFAULT_CSS = """
    StageList {
        padding: 0 1 0 0;
        margin: 1 0 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._session: LiveSession | None = None

    def show(self, session: LiveSession | None) -> None:
        """Draw this session's stages."""
        self._session = session
        self.display = session is not None
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """What was tested, then the stages."""
        if self._session is None:
            return []
        drawn = wrapped(Content.styled(_tested(self._session), "$text-muted"), width)
        skipped, stages = _without_tail(self._session.lines)
        good_ms = [self._session.good_ms(place) for place in range(len(stages))]
        slowest_ms = max(
            [*(line.report.elapsed_ms for line in stages if line.report), *(ms or 0.0 for ms in good_ms)], default=0.0
        )
        for line, before_ms in zip(stages, good_ms, strict=True):
            drawn += _stage(line, before_ms, slowest_ms, width)
        return drawn + _with_legend(_gathered(skipped, width) if skipped else [], self._session, width)


def _tested(session: LiveSession) -> str:
    parts = [session.tested, str(session.settings.endpoint)]
    if session.report is not None and session.report.address not in (None, session.settings.endpoint.host):
        parts.append(session.report.address)
    if session.report is not None and session.report.stages:
        parts.append(seconds(session.report.elapsed_ms))
    return " · ".join(parts)


def _with_legend(lines: list[Content], session: LiveSession, width: int) -> list[Content]:
    """What the marks mean, at the end of the last line where there is room."""
    if session.good is None or not session.good.marks.stage_ms:
        return lines
    ago = age_in_words(session.began - session.good.when).replace("now", "a moment")
    legend = Content.styled(f"{glyphs.BEFORE} when it worked {ago} ago", "$text-muted")
    if not lines or lines[-1].cell_length + legend.cell_length + 2 > width:
        return [*lines, spread(Content(""), legend, width)]
    return [*lines[:-1], spread(lines[-1], legend, width)]


def _without_tail(lines: list[StageLine]) -> tuple[list[StageLine], list[StageLine]]:
    """The stages at the end that were not reached, and those before them."""
    end = len(lines)
    while end and lines[end - 1].status is Status.SKIPPED and _detail(lines[end - 1]) == "not reached":
        end -= 1
    return lines[end:], lines[:end]


def _gathered(skipped: list[StageLine], width: int) -> list[Content]:
    names = ", ".join(str(line.stage) for line in skipped)
    return wrapped(Content.styled(f"{glyphs.SKIPPED} not reached: {names}", "$text-muted"), width, 2)


def _detail(line: StageLine) -> str:
    return line.report.detail if line.report else ""


def _bar_cells(width: int) -> int:
    return 10 if width >= 90 else 7 if width >= 60 else 3


def _name_cells(width: int) -> int:
    return 10 if width >= 60 else 9


def _stage(line: StageLine, good_ms: float | None, slowest_ms: float, width: int) -> list[Content]:
    cells = _bar_cells(width)
    name = _name_cells(width)
    room = max(width - 2 - name - _TIME - cells - 2, 12)
    words, style = _detail(line), "$text-muted" if line.status is Status.SKIPPED else ""
    if line.status is Status.PASSED:
        # A passed stage keeps to one line: the folds below hold all of it.
        words = _shortened(words, room)
    detail = wrapped(Content.styled(words, style), room)[0]
    # What does not fit beside the time may use the whole width below it.
    rest = words[len(detail.plain) :].strip()
    tail = wrapped(Content.styled(rest, style), width - 2 - name) if rest else []
    head = Content.assemble(_glyph(line), " ", (f"{line.stage:<{name}}", _name_style(line)))
    first = head + detail.truncate(room, pad=True) + _time(line, good_ms, slowest_ms, cells)
    return [first, *(Content(" " * (2 + name)) + one for one in tail)]


def _shortened(words: str, room: int) -> str:
    """`words` in one line; neither a part of a list nor a word is broken where that leaves the better half."""
    if len(words) <= room:
        return words
    # The sign for what is left out takes a cell.
    for sign in (",", " "):
        whole = words[:room].rpartition(sign)[0]
        if len(whole) > room // 2:
            return f"{whole.rstrip(' ,')}…"
    return f"{words[: room - 1]}…"


def _glyph(line: StageLine) -> tuple[str, str]:
    if line.status is not None:
        return glyphs.STATUS_GLYPHS[line.status], glyphs.STATUS_STYLES[line.status]
    return (glyphs.RUNNING, "$text-accent") if line.running else (glyphs.NOT_TRIED, "$text-muted")


def _name_style(line: StageLine) -> str:
    if line.running:
        return "bold $text-accent"
    return "$text-muted" if line.status in (None, Status.SKIPPED) else ""


def _time(line: StageLine, good_ms: float | None, slowest_ms: float, cells: int) -> Content:
    if line.report is None or line.status is Status.SKIPPED:
        return Content(" " * (_TIME + cells + 2))
    elapsed_ms = line.report.elapsed_ms
    share = elapsed_ms / slowest_ms if slowest_ms else 0.0
    drawn = Content.styled(bar(share, cells), _bar_style(line, elapsed_ms, good_ms))
    at = min(int((good_ms or 0.0) / slowest_ms * cells), cells - 1) if slowest_ms else 0
    # As long as it was: the bar says so by itself.
    if good_ms and at != min(int(share * cells), cells - 1):
        drawn = drawn[:at] + Content.styled(glyphs.BEFORE, "$foreground") + drawn[at + 1 :]
    return Content(f" {milliseconds(elapsed_ms):>{_TIME}} ") + drawn


def _bar_style(line: StageLine, elapsed_ms: float, good_ms: float | None) -> str:
    if line.status is Status.FAILED:
        return "$text-error"
    slower = good_ms is not None and elapsed_ms > max(good_ms * _SLOWER, good_ms + _SLOWER_MS)
    return "$text-warning" if slower else "$text-muted"
