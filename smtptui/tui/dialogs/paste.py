"""Paste settings: a URL or lines of a configuration, taken apart before the eyes of whoever pasted them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from smtptui.core.pasted import read_settings
from smtptui.model.provider import Provider
from smtptui.tui.dialogs.found import FoundDialog
from smtptui.tui.widgets.paste_area import PasteArea

_HINT = (
    "smtp://user:secret@host:587, or lines of .env, msmtprc, PHP or a provider's mail:\n"
    "host: …\nport: …\nuser name: …\npassword: …"
)


class PasteDialog(FoundDialog):
    """What is pasted is read as it comes. Nothing is contacted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", "into a new form", id="paste.take", priority=True),
        Binding("escape", "leave", "back", id="paste.leave", priority=True),
    ]

    def __init__(self, catalogue: Sequence[Provider], text: str = "") -> None:
        self._catalogue = catalogue
        self._area = PasteArea(text, placeholder=_HINT)
        super().__init__("paste settings", self._area, nothing="no setting was found in it yet")

    def on_mount(self) -> None:
        """Ready for a paste."""
        self._area.focus()
        self._read()

    @on(TextArea.Changed)
    def _read(self) -> None:
        self.show(read_settings("\n".join(self._area.document.lines), self._catalogue))
