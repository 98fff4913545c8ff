"""The page of the Export room, to scroll through."""

from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from smtptui.tui.export_lines import copied, export_lines
from smtptui.tui.live_export import LiveExport
from smtptui.tui.widgets.page_view import PageView


class ExportView(PageView):
    """Warnings and changes, under a rule that says which view it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "choose a format", id="export.begin"),
        Binding("enter", "screen.write_export", "write", id="export.write"),
        Binding("ctrl+backslash", "screen.show_export_secret", "show", id="secret.show"),
        Binding("y", "copy", "copy", id="export.copy", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._live = LiveExport()
        self._before: object = None

    def show(self, live: LiveExport) -> None:
        """Draw this; another wish is shown from its beginning."""
        self._live = live
        self.border_title = Content("as it will be" if live.whole else "what changes") if live.made else Content("")
        shown = id(live.made), live.problem, live.whole
        if self.turn_to(shown, partial(export_lines, live)) and self._before != (live.wish, live.whole):
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
