"""How much of the provider's limits this tool has used."""

from collections.abc import Sequence
from datetime import datetime

from textual.content import Content

from smtptui.core.limits import LimitUse
from smtptui.model.provider import LimitWindow
from smtptui.tui import glyphs
from smtptui.tui.widgets.drawn import Drawn, indented, wrapped
from smtptui.tui.words import bar

_SHOWN, _SAID_LINES = 2, 2
_BAR, _FULL, _NEARLY = 10, 1.0, 0.8
_NOTE = "sent by smtptui from here; other programs are not counted"


class LimitsGauge(Drawn):
    """The fullest limits, each a line; a window that the provider closed comes first."""

    DEFAULT_CSS = """
    LimitsGauge {
        padding: 0 1;
        margin-top: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._uses: Sequence[LimitUse] = ()
        self._now: datetime | None = None
        self.display = False

    def show(self, uses: Sequence[LimitUse], now: datetime) -> None:
        """Draw these; times are said in the zone of `now`."""
        if uses != self._uses:
            self._uses, self._now = uses, now
            self.display = any(map(_matters, uses))
            self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Nothing where no limit is known that lasts longer than a minute."""
        known = sorted(filter(_matters, self._uses), key=lambda use: (use.refused is None, -_share(use)))
        lines = [line for use in known[:_SHOWN] for line in self._lines_of(use, width)]
        if not lines:
            return []
        more = f"; {len(known) - _SHOWN} more limits: smtptui limits" if len(known) > _SHOWN else ""
        return [*lines, *wrapped(Content.styled(_NOTE + more, "$text-muted"), width)]

    def _lines_of(self, use: LimitUse, width: int) -> list[Content]:
        return self._lines_closed(use, width) if use.refused else self._lines_open(use, width)

    def _lines_closed(self, use: LimitUse, width: int) -> list[Content]:
        """What matters is until when; then the provider's words."""
        until = f" until {self._moment(use.reopens_at)} at the latest" if use.reopens_at else ""
        said = indented(f"the provider said: {' '.join((use.refused or '').split())}", width, 2)
        return [
            *wrapped(Content.styled(f"{glyphs.FAILED} limit closed{until}", "bold $text-error"), width, 2),
            *_at_most(_SAID_LINES, said, width),
            *indented(f"{use.used:,} of {use.limit}{_plan(use)}", width, 2),
        ]

    def _lines_open(self, use: LimitUse, width: int) -> list[Content]:
        share = _share(use)
        style = "$text-error" if not use.left else "$text-warning" if share > _NEARLY else "$text-success"
        glyph = glyphs.PASSED if use.left else glyphs.FAILED
        until = f", full until {self._moment(use.reopens_at)}" if use.reopens_at else ""
        words = f" {use.used:,} of {use.limit}{_plan(use)}{until}"
        filled = bar(share, _BAR).rstrip()
        rest = glyphs.RULE * (_BAR - len(filled))
        return wrapped(Content.assemble((f"{glyph} {filled}", style), (rest, "$text-muted"), words), width, 2)

    def _moment(self, moment: datetime) -> str:
        """The time alone where it is today."""
        here = moment.astimezone(self._now.tzinfo if self._now else None)
        is_today = self._now is not None and here.date() == self._now.date()
        return f"{here:%H:%M}" if is_today else f"{here:%Y-%m-%d %H:%M}"


def _at_most(number: int, lines: list[Content], width: int) -> list[Content]:
    """The first lines; whoever sends all the same is shown the whole answer."""
    if len(lines) <= number:
        return lines
    *before, last = lines[:number]
    return [*before, last.truncate(width - 1) + Content("…")]


def _plan(use: LimitUse) -> str:
    return "" if use.limit.plan == "all" else f" ({use.limit.plan})"


def _matters(use: LimitUse) -> bool:
    """A rate is kept by pacing; it is worth a line only where the provider has closed it."""
    return use.refused is not None or use.limit.window not in (LimitWindow.SECOND, LimitWindow.MINUTE)


def _share(use: LimitUse) -> float:
    return min(_FULL, use.used / use.limit.value) if use.limit.value and not use.refused else _FULL
