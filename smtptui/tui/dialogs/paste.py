"""Paste settings: a URL or lines of a configuration, taken apart before the eyes of whoever pasted them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from smtptui.core.pasted import PastedSettings, read_settings
from smtptui.model.provider import Provider
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.paste_area import PasteArea

_HINT = (
    "smtp://user:secret@host:587, or lines of .env, msmtprc, PHP or a provider's mail:\n"
    "host: …\nport: …\nuser name: …\npassword: …"
)
_LABEL = 16


class PasteDialog(Dialog[PastedSettings | None]):
    """Returns what was found, or None. Nothing is saved, and nothing is contacted."""

    DEFAULT_CSS = """
    PasteDialog {
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
            max-height: 11;
            margin-top: 1;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "into a new form", id="paste.take", priority=True),
        Binding("escape", "leave", "back", id="paste.leave", priority=True),
    ]

    def __init__(self, catalogue: Sequence[Provider], text: str = "") -> None:
        super().__init__()
        self._catalogue = catalogue
        self._area = PasteArea(text, placeholder=_HINT)
        self._report = Static(markup=False)
        self._found = read_settings(text, catalogue)

    def compose(self) -> ComposeResult:
        """The area, and what was found in it."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content("paste settings")
            yield self._area
            with VerticalScroll(can_focus=False):
                yield self._report
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready for a paste."""
        self._area.focus()
        self._show()

    @on(TextArea.Changed)
    def _read(self) -> None:
        self._found = read_settings("\n".join(self._area.document.lines), self._catalogue)
        self._show()

    def _show(self) -> None:
        self._report.update(Content("\n").join(report_of(self._found)))

    def action_take(self) -> None:
        """Make a form of it, if there is anything to put into one."""
        if self._found.profile is None:
            self.notify("no setting was found in it yet", severity="warning", markup=False)
        else:
            self.finish(self._found)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)


def report_of(found: PastedSettings) -> list[Content]:
    """What goes where, and what had no place."""
    if found.profile is None:
        return [Content.styled("What is found in it stands here. The secret is masked.", "$text-muted")]
    lines = [Content.assemble((f"{label[:_LABEL]:<{_LABEL}}  ", "$text-muted"), words) for label, words in found.placed]
    lines += [Content.styled(f"{glyphs.WARNED} {notice}", "$text-warning") for notice in found.notices]
    if found.not_placed:
        left = printable("; ".join(found.not_placed))
        lines.append(Content.styled(f"{glyphs.WARNED} had no place: {left}", "$text-warning"))
    return lines
