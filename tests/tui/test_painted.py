"""Only what differs goes to the terminal, and it shows the same."""

import inspect
from pathlib import Path

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.screen import Screen

from smtptui.tui.app import SmtptuiApp
from smtptui.tui.desk import Desk
from smtptui.tui.painted import Painted
from tests.tui.still_workspace import NOW, StillWorkspace
from tests.tui.story import Story

SIZE = COLUMNS, LINES = (20, 4)


def line(y: int, text: str, x: int = 0, pen: str = "") -> str:
    """A piece of an update."""
    return f"\x1b[{y + 1};{x + 1}H" + (f"\x1b[{pen}m{text}\x1b[0m" if pen else text)


def terminal(columns: int, lines: int) -> tuple[pyte.Screen, pyte.Stream]:
    """One that shows what is written to it."""
    screen = pyte.Screen(columns, lines)
    return screen, pyte.Stream(screen)


def test_the_same_again_writes_nothing() -> None:
    painted = Painted()
    once = line(0, "probe", pen="1;31")
    assert painted.reduced(once, SIZE)
    assert painted.reduced(once, SIZE) == ""


def test_one_letter_writes_one_cell() -> None:
    painted = Painted()
    painted.reduced(line(2, "stage auth", 4), SIZE)
    assert painted.reduced(line(2, "stage aut!", 4), SIZE) == "\x1b[3;14H!"


def test_another_colour_is_a_change() -> None:
    painted = Painted()
    painted.reduced(line(0, "ok", pen="32"), SIZE)
    assert painted.reduced(line(0, "ok", pen="31"), SIZE) == "\x1b[1;1H\x1b[0;31mok\x1b[0m"


def test_a_wide_character_is_written_whole() -> None:
    painted = Painted()
    painted.reduced(line(0, "日本"), SIZE)
    assert painted.reduced(line(0, "日x "), SIZE) == "\x1b[1;3Hx "
    assert painted.reduced(line(0, "日本"), SIZE) == "\x1b[1;3H本"


@pytest.mark.parametrize("size", [SIZE, (19, 4)], ids=["forgotten", "resized"])
def test_what_is_not_known_is_written_again(size: tuple[int, int]) -> None:
    painted = Painted()
    painted.reduced(line(0, "probe"), SIZE)
    if size == SIZE:
        painted.forget()
    assert painted.reduced(line(0, "probe"), size) == line(0, "probe")


def test_what_is_no_text_passes_whole() -> None:
    painted = Painted()
    painted.reduced(line(0, "probe"), SIZE)
    link = line(0, "\x1b]8;;https://example.com\x1b\\probe\x1b]8;;\x1b\\")
    assert painted.reduced(link, SIZE) == link
    assert painted.reduced(line(0, "probe"), SIZE) == line(0, "probe")


_pieces = some.tuples(
    some.integers(0, LINES - 1),
    some.integers(0, COLUMNS - 8),
    some.text("ab ✔", min_size=1, max_size=4),
    some.sampled_from(["", "31", "1;38;2;1;2;3;48;2;4;5;6"]),
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(some.lists(some.lists(_pieces, min_size=1, max_size=6), max_size=8))
def test_the_terminal_shows_what_it_would_have_shown(updates: list[list[tuple[int, int, str, str]]]) -> None:
    painted = Painted()
    (whole, to_whole), (reduced, to_reduced) = terminal(COLUMNS, LINES), terminal(COLUMNS, LINES)
    for pieces in updates:
        written = "".join(line(y, text, x, pen) for y, x, text, pen in pieces)
        to_whole.feed(written)
        to_reduced.feed(painted.reduced(written, SIZE))
    assert reduced.display == whole.display
    assert [dict(reduced.buffer[y]) for y in range(LINES)] == [dict(whole.buffer[y]) for y in range(LINES)]


class _WrittenApp(SmtptuiApp):
    """Writes to a terminal of the test's."""

    CSS_PATH = str(Path(inspect.getfile(SmtptuiApp)).with_name("app.tcss"))

    def show_on(self, stream: pyte.Stream) -> None:
        self._stream = stream

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            written = renderable.render_segments(self.console)
            self._stream.feed(self._painted.reduced(written, self.size))


async def test_a_walk_through_the_app_leaves_the_right_screen_on_the_terminal() -> None:
    desk = Desk(StillWorkspace(), lambda: NOW)
    desk.load()
    app = _WrittenApp(desk)
    screen, stream = terminal(80, 24)
    app.show_on(stream)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        story = Story(app, pilot, [])
        for keys in (["ctrl+r"], ["f2", "tab", "x"], ["f1"], ["escape", "f5"], ["ctrl+t", "m"], ["escape", "f3"]):
            await story.press(*keys)
        await story.sees("ruled out")
        await story.settle()
        assert screen.display == [strip.text for strip in app.screen._compositor.render_strips()]


def test_what_was_drawn_for_a_wider_terminal_is_written_as_it_is() -> None:
    painted = Painted()
    wide = line(0, "x" * (COLUMNS + 5))
    assert painted.reduced(wide, SIZE) == wide
