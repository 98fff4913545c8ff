"""How far several messages are."""

from textual.content import Content

from smtptui.tui import glyphs
from smtptui.tui.live_batch import LiveBatch
from smtptui.tui.widgets.drawn import Drawn, indented, wrapped
from smtptui.tui.words import bar

_BAR = 20
_MINUTE_S = 60


class BatchLine(Drawn):
    """A bar, the running tally, the rate, and why the last one was refused."""

    DEFAULT_CSS = """
    BatchLine {
        padding: 0 1;
        margin-top: 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._batch: LiveBatch | None = None
        self._refusal_below = False
        self.display = False

    def show(self, batch: LiveBatch | None, *, refusal_below: bool) -> None:
        """Draw this one as it stands; nothing where only one message was sent.

        `refusal_below` is whether the last refusal already stands under it, as the verdict of its session.
        """
        self._batch, self._refusal_below = batch, refusal_below
        self.display = batch is not None
        self.redraw()

    def lines(self, width: int) -> list[Content]:
        """Headline, then what was refused."""
        batch = self._batch
        if batch is None:
            return []
        glyph, style = _sign(batch)
        head = Content.assemble(
            (f"{glyph} ", style), (f"{batch.done:,} of {batch.total:,} ", f"bold {style}"), bar(_share(batch), _BAR)
        )
        lines = [*wrapped(head, width), *indented(f"{batch.tally}{_pace(batch)}", width, 2)]
        if batch.last_refusal and not self._refusal_below:
            lines += indented(Content.styled(f"last refusal: {batch.last_refusal}", "$text-error"), width, 2)
        if not batch.running and batch.done < batch.total:
            lines += indented(Content.styled(_why_stopped(batch), "$text-muted"), width, 2)
        return lines


def _sign(batch: LiveBatch) -> tuple[str, str]:
    if batch.running:
        return glyphs.RUNNING, "$text-accent"
    if batch.last_refusal or batch.done < batch.total:
        return glyphs.WARNED, "$text-warning"
    return glyphs.PASSED, "$text-success"


def _share(batch: LiveBatch) -> float:
    return batch.done / batch.total


def _pace(batch: LiveBatch) -> str:
    if not batch.running or not batch.rate_per_s:
        return ""
    left_s = batch.left_s or 0
    left = f"{left_s / _MINUTE_S:.0f} min" if left_s >= 2 * _MINUTE_S else f"{left_s:.0f} s"
    return f", {batch.rate_per_s * _MINUTE_S:g} a minute, {left} left"


def _why_stopped(batch: LiveBatch) -> str:
    if batch.cancelled:
        return "cancelled"
    return "stopped: what fails before the message fails for every one, and repeating a login locks accounts"
