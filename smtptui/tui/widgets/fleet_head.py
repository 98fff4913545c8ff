"""Over the table of all profiles: how far their probe is, and how it stands."""

from textual.content import Content

from smtptui.tui.fleet import GLYPHS, WORDS, FleetBoard, State
from smtptui.tui.keys import key_of
from smtptui.tui.widgets.drawn import Drawn, spread, wrapped
from smtptui.tui.words import count


class FleetHead(Drawn):
    """How far it is, and how it stands."""

    DEFAULT_CSS = """
    FleetHead {
        padding: 0 2;
        margin-bottom: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._board = FleetBoard(())
        self._when = ""

    def show(self, board: FleetBoard, when: str) -> None:
        """Draw the head of this board; `when` says how old it is, once it has ended."""
        self._board, self._when = board, when
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """One line, or two where they do not fit into one."""
        counts, total = self._board.counts, len(self._board.lines)
        ended = total - counts[State.RUNNING] - counts[State.WAITING]
        right = Content.styled(
            f"{key_of(self.app, 'fleet.stop', 'escape')} stops the rest" if ended < total else self._when, "$text-muted"
        )
        first = Content.assemble(("Probe of all saved profiles  ", "bold"), f"{ended:,} of {count(total, 'profile')}")
        parts = [
            Content.assemble(GLYPHS[state], f" {counts[state]:,} {WORDS[state]}") for state in State if counts[state]
        ]
        return [spread(first, right, width), *wrapped(Content("   ").join(parts), width)]
