"""Choose what to export: a format by its name, or all formats of a deployment."""

from collections.abc import Sequence

from textual.content import Content

from smtptui.core.workspace.exports import Choice
from smtptui.text import printable
from smtptui.tui import glyphs
from smtptui.tui.dialogs.pick import PickDialog
from smtptui.tui.live_export import key_of_choice
from smtptui.tui.widgets.listing import Listing, PickItem

# As long as most titles are.
_TITLE = 36
_FORMATS, _DEPLOYMENTS = ("format", "formats"), ("deployment", "deployments")


class FormatPicker(PickDialog):
    """Returns the choice's key. Deployments first, then what was used last, then those whose file is here."""

    DEFAULT_CSS = """
    FormatPicker {
        #frame {
            width: 100;
        }
    }
    """

    def __init__(self, choices: Sequence[Choice], recent: Sequence[str], current: str | None) -> None:
        super().__init__(
            "export as",
            Listing.of([_line(choice) for choice in choices]),
            order=in_order(choices, recent),
            current=current,
            title_width=_TITLE,
            hint="a program, a file's name, or what it is for",
            nouns=_DEPLOYMENTS if all(one.is_deployment for one in choices) else _FORMATS,
            in_full=True,
        )


def in_order(choices: Sequence[Choice], recent: Sequence[str]) -> Sequence[int]:
    """The places of the choices, the likeliest first."""

    def rank(place: int) -> tuple[bool, int, bool]:
        choice = choices[place]
        key = key_of_choice(choice)
        used = recent.index(key) if key in recent else len(recent)
        return not choice.is_deployment, used, not choice.is_here

    return sorted(range(len(choices)), key=rank)


def _line(choice: Choice) -> tuple[str, PickItem, str]:
    here = Content.styled(f"{glyphs.PASSED} is here", "$text-success") if choice.is_here else Content("")
    title, path = printable(choice.title), choice.path or choice.help
    item = PickItem(Content(title), printable(path), here, lambda: _full(choice))
    return key_of_choice(choice), item, f"{choice.name} {choice.path} {choice.help}"


def _full(choice: Choice) -> Content:
    where = f"{choice.path}, {choice.access}: " if choice.path else ""
    return Content(printable(f"{choice.title}: {where}{choice.help}"))
