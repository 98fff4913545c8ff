"""The words of mail, found as they are typed."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.glossary import Word, glossary, search
from smtptui.tui.widgets.key_bar import KeyBar
from smtptui.tui.widgets.line_input import LineInput
from smtptui.tui.words import count

_HINT = "a word, as you met it: smarthost, 5.7.8, return path"


class GlossaryDialog(Dialog[None]):
    """A line to type a word into, and what it means; without a word, all of them to scroll through."""

    DEFAULT_CSS = """
    GlossaryDialog {
        align: center top;
        #frame {
            width: 76;
            max-width: 98%;
            height: 90%;
            margin-top: 1;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            border-subtitle-color: $text-muted;
            padding: 0 1;
        }
        LineInput {
            border: none;
            height: 1;
            padding: 0 1;
            background: $surface;
            &:focus {
                border: none;
                background-tint: $surface 0%;
            }
        }
        VerticalScroll {
            margin-top: 1;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll(-1)", "up", show=False, id="glossary.up", priority=True),
        Binding("down", "scroll(1)", "down", show=False, id="glossary.down", priority=True),
        Binding("pageup", "scroll(-10)", "ten up", show=False, id="glossary.page_up", priority=True),
        Binding("pagedown", "scroll(10)", "ten down", id="glossary.page_down", priority=True),
        Binding("escape", "leave", "back", id="glossary.leave"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._filter = LineInput(placeholder=_HINT, select_on_focus=False)
        self._filter.cursor_blink = False
        self._text = Static(markup=False)
        self._page = VerticalScroll(self._text, can_focus=False)
        self._frame = Vertical(self._filter, self._page, id="frame")
        self._frame.border_title = Content("words")

    def compose(self) -> ComposeResult:
        """Filter, words, keys."""
        yield self._frame
        yield KeyBar()

    def on_mount(self) -> None:
        """All of them at first."""
        self._show("")
        self._filter.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as letters come."""
        event.stop()
        self._show(event.value)

    def _show(self, typed: str) -> None:
        found = search(typed, glossary())
        self._frame.border_subtitle = count(len(found), "word", "words")
        lines = [explained(word) for word in found] or [Content("no word has these letters")]
        self._text.update(Content("\n\n").join(lines))
        self._page.scroll_home(animate=False)

    def action_scroll(self, by: int) -> None:
        """Arrows."""
        self._page.scroll_relative(y=by, animate=False)

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)


def explained(word: Word) -> Content:
    """A word, its other names, its meaning."""
    also = Content.styled(f"  also: {', '.join(word.also)}" if word.also else "", "$text-muted")
    return Content.styled(word.word, "bold $text-accent") + also + Content(f"\n{word.text}")
