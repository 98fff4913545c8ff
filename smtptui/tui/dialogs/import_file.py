"""Import from a file: its path, and what is in it before any of it is taken."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from smtptui.errors import SmtptuiError
from smtptui.model.provider import Provider
from smtptui.tui import glyphs
from smtptui.tui.dialogs.found import FoundDialog
from smtptui.tui.offers import file_remarks, offer_line
from smtptui.tui.widgets.offer_field import OfferField
from smtptui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from smtptui.core.workspace.files import Files

_HINT = "/etc/msmtprc, .env, wp-config.php …"
_OFFERED_COLUMNS = 70


class ImportDialog(FoundDialog):
    """A file is read by Enter, not before; it stays as it is. What reads ends with the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "read", "read it", id="import.read", priority=True),
        Binding("ctrl+s", "take", "into a new form", id="import.take", priority=True),
        Binding("escape", "leave", "back", id="import.leave", priority=True),
    ]

    def __init__(self, files: "Files", catalogue: Sequence[Provider], path: str = "") -> None:
        self._files = files
        self._catalogue = catalogue
        self._field = OfferField("path", path, _HINT)
        self._offers = Static()
        self._path = path
        nothing = "nothing was read yet: Enter reads the file"
        super().__init__("import from a file", self._field, self._offers, nothing=nothing)

    def on_mount(self) -> None:
        """A path that was chosen is read at once: that was the consent."""
        self._field.focus()
        if self._field.value:
            self.action_read()
        else:
            self.tell([Content.styled("Enter reads it; the secret is masked.", "$text-muted")])

    @on(TextField.Edited)
    def _typed(self) -> None:
        # What stood there from the first is no edit: it is being read.
        if self._field.value != self._path:
            self._path, self.found = self._field.value, None
            self._look()

    @work(exclusive=True, group="paths")
    async def _look(self) -> None:
        seen = await self._files.seen(self._field.value)
        self._field.ways_on = seen.offers
        self._offers.update(Content("\n").join(offer_line(seen.offers, _OFFERED_COLUMNS)))
        self.tell(file_remarks(seen))

    @work(exclusive=True, group="paths")
    async def action_read(self) -> None:
        """Take the file apart, and show what is in it."""
        try:
            found = await self._files.read_settings(self._field.value, self._catalogue)
        except SmtptuiError as error:
            refused = Content.styled(f"{glyphs.FAILED} {error.message}", "$text-error")
            self.tell([refused, Content.styled(error.advice, "$text-muted")])
            return
        self._offers.update("")
        self.show(found)
