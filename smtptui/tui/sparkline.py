"""A row of small bars: how long the last sessions took."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.tui import glyphs


def sparkline(times_ms: Sequence[float | None]) -> Content:
    """A bar a session, the longest as high as the line; None, a session that failed, is a cross."""
    longest_ms = max((time_ms for time_ms in times_ms if time_ms is not None), default=0.0)
    return Content.assemble(*(_mark(time_ms, longest_ms) for time_ms in times_ms))


def _mark(time_ms: float | None, longest_ms: float) -> tuple[str, str]:
    if time_ms is None:
        return glyphs.FAILED, "$text-error"
    steps = len(glyphs.HEIGHTS) - 1
    return glyphs.HEIGHTS[round(time_ms / longest_ms * steps) if longest_ms else 0], "$text-muted"
