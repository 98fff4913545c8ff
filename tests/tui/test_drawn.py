"""Widgets that draw lines: what is drawn again moves nothing unless its height changes."""

from textual.app import App, ComposeResult
from textual.content import Content

from smtptui.tui.widgets.drawn import Drawn
from tests.tui.settled import settled


class _Words(Drawn):
    """As many lines as there are words."""

    words = "one two"

    def lines(self, width: int) -> list[Content]:
        return [Content(word) for word in self.words.split()]


class _OneWidget(App[None]):
    def compose(self) -> ComposeResult:
        yield _Words()


async def test_only_another_number_of_lines_lays_the_screen_out_again() -> None:
    laid_out: list[object] = []
    async with _OneWidget().run_test() as pilot:
        await settled(pilot.app)
        widget = pilot.app.query_one(_Words)
        pilot.app.screen.screen_layout_refresh_signal.subscribe(widget, laid_out.append, immediate=True)
        widget.words = "three four"
        widget.redraw()
        await settled(pilot.app)
        assert not laid_out
        assert widget.render_line(0).text.split() == ["three"]
        widget.words = "three four five"
        widget.redraw()
        await settled(pilot.app)
        assert laid_out
        assert widget.size.height == 3
