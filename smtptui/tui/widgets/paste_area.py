"""An area to paste settings into. What is a secret in it is never shown."""

from rich.text import Text
from textual.widgets import TextArea

from smtptui.core.pasted import masked


class PasteArea(TextArea):
    """Shows a dot for each letter of a secret, from the first one that is typed."""

    DEFAULT_CSS = """
    PasteArea {
        height: 8;
        border: none;
        padding: 0 1;
        background: $surface;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        &:focus {
            border: none;
        }
    }
    """

    def __init__(self, text: str = "", *, placeholder: str = "") -> None:
        self._masked: tuple[str, list[str]] = ("", [""])
        super().__init__(text, placeholder=placeholder, highlight_cursor_line=False, tab_behavior="focus")
        # A blinking cursor writes to the terminal twice a second, for ever.
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """The line as it may be shown."""
        text = "\n".join(self.document.lines)
        if text != self._masked[0]:
            self._masked = text, masked(text)
        lines = self._masked[1]
        return Text(lines[line_index] if line_index < len(lines) else "", end="", no_wrap=True)

    def on_text_area_changed(self) -> None:
        """A line may be a secret because of the one above it: draw all of them."""
        self._line_cache.clear()
        self.refresh()

    def action_copy(self) -> None:
        """What is masked is not copied."""

    def action_cut(self) -> None:
        """What is masked is not copied."""
