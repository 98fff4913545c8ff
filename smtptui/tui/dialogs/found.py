"""The base of dialogs that take settings of another program apart, and show what they found before it is taken."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from smtptui.core.pasted import PastedSettings
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar

_LABEL = 16


class FoundDialog(Dialog[PastedSettings | None]):
    """Where it comes from, and below that what was found in it. Returns that, or None; nothing is saved."""

    DEFAULT_CSS = """
    FoundDialog {
        align: center top;
        #frame {
            width: 76;
            max-width: 98%;
            height: auto;
            max-height: 95%;
            margin-top: 1;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 1;
        }
        VerticalScroll {
            height: auto;
            max-height: 46vh;
            margin-top: 1;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """

    def __init__(self, title: str, *source: Widget, nothing: str) -> None:
        super().__init__()
        self.found: PastedSettings | None = None
        self._nothing = nothing
        self._told = Static(markup=False)
        self._frame = Vertical(*source, VerticalScroll(self._told, can_focus=False), id="frame")
        self._frame.border_title = Content(title)

    def compose(self) -> ComposeResult:
        """Source, findings, keys."""
        yield self._frame
        yield KeyBar()

    def tell(self, lines: Iterable[Content]) -> None:
        """Let this stand below the source."""
        self._told.update(Content("\n").join(lines))

    def show(self, found: PastedSettings) -> None:
        """This was found."""
        self.found = found
        self.tell(_report(found))

    def action_take(self) -> None:
        """Make a form of it, if there is anything to put into one."""
        if self.found is None or self.found.profile is None:
            self.notify(self._nothing, severity="warning", markup=False)
        else:
            self.finish(self.found)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)


def _report(found: PastedSettings) -> Sequence[Content]:
    """What goes where, and what had no place."""
    if found.profile is None:
        return [Content.styled("What is found in it stands here. The secret is masked.", "$text-muted")]
    lines = [Content.assemble((f"{label[:_LABEL]:<{_LABEL}}  ", "$text-muted"), words) for label, words in found.placed]
    lines += [Content.styled(f"{glyphs.WARNED} {notice}", "$text-warning") for notice in found.notices]
    if found.not_placed:
        left = printable("; ".join(found.not_placed))
        lines.append(Content.styled(f"{glyphs.WARNED} had no place: {left}", "$text-warning"))
    return lines
