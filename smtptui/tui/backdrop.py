"""What lies under a dialog, dimmed: drawn quickly, because it is drawn again whenever the dialog's shape changes."""

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.color import Color
from textual.css.styles import RulesMap
from textual.renderables.background_screen import BackgroundScreen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Backdrop(Visual):
    """The same picture as Textual's own; of each style it is asked once how it looks when it is dimmed."""

    def __init__(self, background: BackgroundScreen) -> None:
        self._compositor = background.screen._compositor
        self._color = background.color

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines of the screen below."""
        color = self._color
        return [
            Strip([Segment(text, _dimmed(own or _PLAIN, color)) for text, own, _ in strip])
            for strip in self._compositor.render_strips()
        ]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """As wide as there is room."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """As high as the screen below."""
        return self._compositor.size.height


_PLAIN = RichStyle()


@lru_cache(maxsize=512)
def _dimmed(style: RichStyle, color: Color) -> RichStyle:
    [segment] = BackgroundScreen.process_segments([Segment("", style)], color)
    return segment.style or _PLAIN
