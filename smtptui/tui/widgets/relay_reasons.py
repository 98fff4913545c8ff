"""Why messages wait in a relay: the reasons that keep most of them."""

from textual.content import Content

from smtptui.model.relay import WaitingReason
from smtptui.tui.keys import key_of
from smtptui.tui.relay_words import reason_title, steps
from smtptui.tui.widgets.drawn import Drawn, indented, wrapped

_HIGH_LINES = 30


class RelayReasons(Drawn):
    """As many as have room, the first with what to do; the rest is a key away."""

    DEFAULT_CSS = """
    RelayReasons {
        padding: 0 2;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._reasons: tuple[WaitingReason, ...] = ()

    def show(self, reasons: tuple[WaitingReason, ...], only: WaitingReason | None) -> None:
        """Draw these, or the only one that is wanted, if they are others than before."""
        shown = (only,) if only else reasons
        if shown != self._reasons:
            self._reasons = shown
            self.redraw()

    async def on_click(self) -> None:
        """A click shows them in full."""
        await self.run_action("screen.why")

    def lines(self, width: int) -> list[Content]:
        """A reason and its first step, then the others a line each, then how many are left."""
        if not self._reasons:
            return []
        room = 4 if self.app.size.height < _HIGH_LINES else 8
        first, *others = self._reasons
        made = wrapped(reason_title(first), width, 2)
        made += [line for step in steps(first.diagnosis)[: room - 3] for line in indented(step, width, 2)]
        made += [reason_title(other).truncate(width, ellipsis=True) for other in others]
        if len(made) > room:
            key = key_of(self.app, "relay.why", "w")
            made = [*made[: room - 1], Content.styled(f"  {key} shows all of it", "$text-muted")]
        return [*made, Content()]
