"""Probe all: a table that fills as results come, trouble first."""

from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.timer import Timer

from smtptui.tui.fleet import FleetBoard
from smtptui.tui.messages import ItemPicked
from smtptui.tui.on_top import is_on_top
from smtptui.tui.widgets.fleet_detail import FleetDetail
from smtptui.tui.widgets.fleet_head import FleetHead
from smtptui.tui.widgets.fleet_list import FleetList
from smtptui.tui.widgets.key_bar import KeyBar

# So often at most is the table drawn: on a slow line fifty probes say more in a second than it could take.
_DRAWN_EVERY_S = 0.1


class FleetRun(Protocol):
    """The probes that the table shows; they go on while it is not seen."""

    @property
    def board(self) -> FleetBoard:
        """The lines of the table."""

    def stop(self) -> None:
        """End those that have not ended."""

    def again(self) -> None:
        """Begin anew, with a new board."""

    def when(self) -> str:
        """How long ago they ended."""


class ProbeAllScreen(Screen[str | None]):
    """Returns the name of the profile to open, or None. Leaving it ends nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "stop the rest", id="fleet.stop"),
        Binding("escape", "leave", "back", id="fleet.leave"),
        Binding("ctrl+r", "again", "probe all again", id="fleet.again"),
    ]

    def __init__(self, run: FleetRun, current: str | None) -> None:
        super().__init__()
        self._run = run
        self._head = FleetHead()
        self._list = FleetList(current)
        self._detail = FleetDetail()
        self._soon: Timer | None = None

    def compose(self) -> ComposeResult:
        """How it stands, the table, the line under the cursor in full."""
        yield self._head
        yield self._list
        yield self._detail
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows move in the table."""
        self._list.focus()
        self.call_after_refresh(self._draw)

    def changed(self) -> None:
        """Draw soon."""
        if self._soon is None and self.is_mounted:
            self._soon = self.set_timer(_DRAWN_EVERY_S, self._draw)

    def _draw(self) -> None:
        self._soon = None
        board = self._run.board
        self._head.show(board, self._run.when())
        self._list.show(board)
        self._draw_detail()
        self.refresh_bindings()

    @on(FleetList.Moved)
    def _draw_detail(self) -> None:
        self._detail.show(self._run.board.lines.get(self._list.current or ""))

    @on(ItemPicked)
    def _picked(self, event: ItemPicked) -> None:
        self._finish(event.key)

    def _finish(self, answer: str | None) -> None:
        if is_on_top(self):
            self.dismiss(answer)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What runs is stopped before anything else."""
        if action == "stop":
            return self._run.board.running
        return not (action in ("again", "leave") and self._run.board.running)

    def action_again(self) -> None:
        """Every profile once more."""
        self._run.again()
        self._draw()

    def action_stop(self) -> None:
        """Escape, while any run: what has ended stays."""
        self._run.stop()

    def action_leave(self) -> None:
        """Escape, when all have ended."""
        self._finish(None)
