"""Help: the keys of this screen, and the field with the focus; the words are a key away."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from smtptui.tui.dialogs.reading import ReadingDialog
from smtptui.tui.form.fields import FieldSpec
from smtptui.tui.glossary import glossary, words_in

Keys = Sequence[tuple[str, str]]


class HelpDialog(ReadingDialog):
    """Field, keys, and how to go on without a screen. The key that opened it closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "words", "all words", id="help.words"),
        Binding("f1,question_mark", "leave", "back", show=False, id="help.leave"),
    ]

    def __init__(self, keys: Keys, keys_here: Keys, field: FieldSpec | None) -> None:
        lines = [*_about_field(field, keys_here), *_about_keys(keys, () if field else keys_here), *_about_rest()]
        super().__init__("help", lines)

    def action_words(self) -> None:
        """The glossary, over this page."""
        from smtptui.tui.dialogs.glossary import GlossaryDialog

        self.app.push_screen(GlossaryDialog())


def _about_field(field: FieldSpec | None, keys: Keys) -> list[Content]:
    if field is None:
        return []
    lines = [Content.styled(field.label, "bold $text-accent"), Content(field.help)]
    if field.link:
        lines.append(Content.styled(field.link, "underline $text-accent"))
    for word in words_in(f"{field.label} {field.help}", glossary()):
        lines.append(Content.assemble((f"{word.word}: ", "bold"), (word.text, "$text-muted")))
    return [*lines, *map(_key_line, keys), Content("")]


def _about_keys(keys: Keys, keys_here: Keys) -> list[Content]:
    return [Content.styled("Keys", "bold"), *map(_key_line, (*keys_here, *keys)), Content("")]


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
