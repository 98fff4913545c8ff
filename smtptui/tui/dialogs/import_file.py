"""Import from a file: its path, and what is in it before any of it is taken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.core.pasted import PastedSettings
from smtptui.errors import SmtptuiError
from smtptui.model.provider import Provider
from smtptui.tui import glyphs
from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.dialogs.paste import report_of
from smtptui.tui.offers import file_remarks, offer_line
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.offer_field import OfferField
from smtptui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from smtptui.core.workspace.files import Files

_HINT = "/etc/msmtprc, .env, wp-config.php …"
_OFFERED_COLUMNS = 70


class ImportDialog(Dialog[PastedSettings | None]):
    """Returns what was found, or None. A file is read by Enter, not before; it stays as it is.

    What reads ends with the dialog.
    """

    DEFAULT_CSS = """
    ImportDialog {
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
            max-height: 14;
            margin-top: 1;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "read it", id="import.read", priority=True),
        Binding("ctrl+s", "take", "into a new form", id="import.take", priority=True),
        Binding("escape", "leave", "back", id="import.leave", priority=True),
    ]

    def __init__(self, files: "Files", catalogue: Sequence[Provider], path: str = "") -> None:
        super().__init__()
        self._files = files
        self._catalogue = catalogue
        self._field = OfferField("path", path, _HINT)
        self._offers, self._report = Static(), Static(markup=False)
        self._path = path
        self._found: PastedSettings | None = None

    def compose(self) -> ComposeResult:
        """The path, how it may go on, and what was found."""
        with Vertical(id="frame") as frame:
            frame.border_title = Content("import from a file")
            yield self._field
            yield self._offers
            with VerticalScroll(can_focus=False):
                yield self._report
        yield KeyBar()

    def on_mount(self) -> None:
        """A path that was chosen is read at once: that was the consent."""
        self._field.focus()
        if self._field.value:
            self.action_read()
        else:
            self._tell([Content.styled("Enter reads it; the secret is masked.", "$text-muted")])

    def _tell(self, lines: Sequence[Content]) -> None:
        self._report.update(Content("\n").join(lines))

    @on(TextField.Edited)
    def _typed(self) -> None:
        # What stood there from the first is no edit: it is being read.
        if self._field.value != self._path:
            self._path, self._found = self._field.value, None
            self._look()

    @work(exclusive=True, group="paths")
    async def _look(self) -> None:
        seen = await self._files.seen(self._field.value)
        self._field.ways_on = seen.offers
        self._offers.update(Content("\n").join(offer_line(seen.offers, _OFFERED_COLUMNS)))
        self._tell(file_remarks(seen))

    @work(exclusive=True, group="paths")
    async def action_read(self) -> None:
        """Take the file apart, and show what is in it."""
        try:
            self._found = await self._files.read_settings(self._field.value, self._catalogue)
        except SmtptuiError as error:
            refused = Content.styled(f"{glyphs.FAILED} {error.message}", "$text-error")
            self._tell([refused, Content.styled(error.advice, "$text-muted")])
            return
        self._offers.update("")
        self._tell(report_of(self._found))

    def action_take(self) -> None:
        """Make a form of it, if there is anything to put into one."""
        if self._found is None:
            self.notify("nothing was read yet: Enter reads the file", severity="warning", markup=False)
        else:
            self.finish(self._found)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)
