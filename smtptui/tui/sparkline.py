"""A row of small bars: how long the last sessions took, how much a queue held."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui import glyphs

_CROSS = (glyphs.FAILED, "$text-error")


def sparkline(values: Sequence[float | None], missing: tuple[str, str] = _CROSS) -> Content:
    """A bar a value, the greatest as high as the line. None, as for a session that failed, is drawn as `missing`."""
    greatest = max((value for value in values if value is not None), default=0.0)
    return Content.assemble(*(missing if value is None else _bar(value, greatest) for value in values))


def _bar(value: float, greatest: float) -> tuple[str, str]:
    steps = len(glyphs.HEIGHTS) - 1
    return glyphs.HEIGHTS[round(value / greatest * steps) if greatest else 0], "$text-muted"
