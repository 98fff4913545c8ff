"""The page of the Export room, to scroll through."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from smtptui.tui.export_lines import copied, export_lines
from smtptui.tui.live_export import LiveExport
from smtptui.tui.widgets.drawn import Drawn


class ExportView(VerticalScroll, can_focus=True):
    """Warnings and changes, under a rule that says which view it is."""

    DEFAULT_CSS = """
    ExportView {
        height: 1fr;
        border-top: solid $panel;
        border-title-color: $text-muted;
        scrollbar-size-vertical: 1;
        padding: 0 0 0 1;
        &:focus {
            border-top: solid $border;
            border-title-color: $text-accent;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "choose a format", id="export.begin"),
        Binding("enter", "screen.write_export", "write", id="export.write"),
        Binding("ctrl+backslash", "screen.show_export_secret", "show", id="secret.show"),
        Binding("y", "copy", "copy", id="export.copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._page = _Page()
        self._live = LiveExport()
        self._before: object = None

    def compose(self) -> ComposeResult:
        """The page."""
        yield self._page

    def show(self, live: LiveExport) -> None:
        """Draw this; another wish is shown from its beginning."""
        self._live = live
        self.border_title = Content("as it will be" if live.whole else "what changes") if live.made else Content("")
        if self._page.turn_to(live) and self._before != (live.wish, live.whole):
            self._before = (live.wish, live.whole)
            self.scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter chooses a format first, and writes then."""
        return self._live.wish is None if action == "begin" else super().check_action(action, parameters)

    async def action_begin(self) -> None:
        """Enter, where nothing is chosen yet."""
        await self.run_action("screen.choose_format")

    def action_copy(self) -> None:
        """To the clipboard, by OSC 52; a secret only while it is shown."""
        if text := copied(self._live):
            self.app.copy_to_clipboard(text)
            shown = self._live.made is not None and self._live.made.shown
            self.notify("copied" if shown else "copied, the secret as dots", markup=False)


class _Page(Drawn):
    """The lines, made once for a width."""

    def __init__(self) -> None:
        super().__init__()
        self._live = LiveExport()
        self._shown: object = None
        self._made: tuple[int, list[Content]] = (0, [])

    def turn_to(self, live: LiveExport) -> bool:
        """Whether that is another page than before."""
        shown = (id(live.made), live.problem, live.whole)
        if shown == self._shown:
            return False
        self._live, self._shown, self._made = live, shown, (0, [])
        self.redraw()
        return True

    def lines(self, width: int) -> list[Content]:
        """The page for this width."""
        if self._made[0] != width:
            self._made = width, export_lines(self._live, width)
        return self._made[1]
