"""Help: the keys of this screen, and the field with the focus; the words are a key away."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.dialogs.dialog import Dialog
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.glossary import glossary, words_in
from smtptui.tui.widgets.key_bar import KeyBar


class HelpDialog(Dialog[None]):
    """One page to scroll."""

    DEFAULT_CSS = """
    HelpDialog {
        align: center middle;
        VerticalScroll {
            width: 76;
            max-width: 98%;
            height: 90%;
            background: $background;
            border: round $border;
            border-title-color: $text-accent;
            padding: 0 2;
            scrollbar-size-vertical: 1;
        }
        Static {
            height: auto;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "words", "all words", id="help.words"),
        Binding("escape,f1,question_mark,q", "leave", "back", id="help.leave"),
    ]

    def __init__(
        self, keys: Sequence[tuple[str, str]], keys_here: Sequence[tuple[str, str]], field: FieldSpec | None
    ) -> None:
        super().__init__()
        self._keys = keys
        self._keys_here = keys_here
        self._field = field
        self._page = VerticalScroll()
        self._page.border_title = Content("help")

    def compose(self) -> ComposeResult:
        """Field, keys, words, and how to go on without a screen."""
        with self._page:
            yield Static(Content("\n").join([*self._about_field(), *self._about_keys(), *_about_rest()]))
        yield KeyBar()

    def on_mount(self) -> None:
        """The arrows scroll."""
        self._page.focus()

    def _about_field(self) -> list[Content]:
        if self._field is None:
            return []
        lines = [Content.styled(self._field.label, "bold $text-accent"), Content(self._field.help)]
        if self._field.link:
            lines.append(Content.styled(self._field.link, "underline $text-accent"))
        for word in words_in(f"{self._field.label} {self._field.help}", glossary()):
            lines.append(Content.assemble((f"{word.word}: ", "bold"), (word.text, "$text-muted")))
        return [*lines, *map(_key_line, self._keys_here), Content("")]

    def _about_keys(self) -> list[Content]:
        here = self._keys_here if self._field is None else ()
        return [Content.styled("Keys", "bold"), *map(_key_line, (*here, *self._keys)), Content("")]

    def action_words(self) -> None:
        """The glossary, over this page."""
        from smtptui.tui.dialogs.glossary import GlossaryDialog

        self.app.push_screen(GlossaryDialog())

    def action_leave(self) -> None:
        """Escape."""
        self.finish(None)


def _key_line(shown: tuple[str, str]) -> Content:
    key, title = shown
    return Content.assemble((f"  {key:<10}", "bold $text-accent"), title)


def _about_rest() -> list[Content]:
    return [
        Content.styled("Without a screen", "bold"),
        Content("  Everything here is a command too, line by line for a screen reader: smtptui --help"),
        Content("  The command line is the way for a screen reader; this screen is not."),
        Content("  Other keys: a table [keys] in config.toml, name of the action = key"),
    ]
