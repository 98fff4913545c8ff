"""The table of all profiles while they are probed."""

from textual.content import Content
from textual.message import Message

from smtptui.tui.fleet import GLYPHS, FleetBoard, FleetLine
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList
from smtptui.tui.words import seconds

_NAME, _PROVIDER, _STAGE = 22, 13, 9
_WIDE_COLUMNS, _WIDE_NAME = 100, 36


class FleetList(PickList):
    """A line a profile: name, provider, stage, verdict, time. Until the cursor is moved it stays on the first."""

    class Moved(Message):
        """The cursor stands on another line."""

    def __init__(self, current: str | None) -> None:
        super().__init__(id="fleet")
        self._followed = current

    def show(self, board: FleetBoard) -> None:
        """Draw the board as it stands; the cursor follows its profile."""
        lines = board.ordered
        keys = [line.name for line in lines]
        longest = _NAME if self.size.width < _WIDE_COLUMNS else _WIDE_NAME
        name, provider = _width(longest, keys), _width(_PROVIDER, [line.profile.provider for line in lines])
        self.fill(Listing(keys, lambda index: _item(lines[index], name, provider)), self._followed)

    def action_move(self, by: int) -> None:
        """From now on the cursor stays with its profile."""
        super().action_move(by)
        self._followed = self.current
        self.post_message(self.Moved())


def _width(maximum: int, names: list[str]) -> int:
    return min(max(map(len, names), default=0), maximum)


def _item(line: FleetLine, name_cells: int, provider_cells: int) -> PickItem:
    title = Content.assemble(
        GLYPHS[line.state],
        " ",
        Content(line.name).truncate(name_cells, ellipsis=True, pad=True),
        "  ",
        Content.styled(line.profile.provider, "$text-muted").truncate(provider_cells, ellipsis=True, pad=True),
        f"  {line.stage:<{_STAGE}}",
    )
    time = "" if line.elapsed_ms is None else seconds(line.elapsed_ms)
    return PickItem(title, line.verdict, Content.styled(time, "$text-muted"))
