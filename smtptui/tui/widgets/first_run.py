"""What stands on the screen while there is no profile yet."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.text import printable
from smtptui.tui.messages import FOUND, LOOK_AROUND, PASTE, SET_UP, FirstRunShown
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from smtptui.core.importing.scan import FoundFile

# What 24 lines have room for beneath the welcome.
_MOST_LINES = 12
_CHOICES = (
    (SET_UP, "Gmail, Amazon SES, Mailjet or your own server"),
    (LOOK_AROUND, "a mail server inside this program; nothing leaves it"),
    (PASTE, "smtp://…, lines of .env, msmtprc or PHP, a provider's mail"),
)


class FirstRun(Vertical):
    """A word of welcome and the choices."""

    DEFAULT_CSS = """
    FirstRun {
        padding: 1 0;
        max-width: 80;
        Static {
            height: auto;
            margin-bottom: 1;
            padding: 0 1;
        }
        PickList {
            height: 6;
        }
    }
    """

    def compose(self) -> ComposeResult:
        """What this is for, then what to do first."""
        yield Static(
            Content.assemble(
                ("Does mail leave this machine?\n\n", "bold"),
                "Choose who takes your mail, fill in what they gave you, and see stage by stage whether it works "
                "from here, and why not. Nothing was saved yet.",
            )
        )
        yield PickList(tall=True, id="first")

    def on_mount(self) -> None:
        """Fill the list."""
        self._fill(_CHOICES)
        self.query_one(PickList).focus()
        self.post_message(FirstRunShown())

    def offer(self, found: "Sequence[FoundFile]") -> None:
        """What stands on this machine already, behind the other choices; the cursor stays where it is."""
        files = [(f"{FOUND}{one.path}", f"{', '.join(one.formats)}; not read yet") for one in found]
        self._fill((*_CHOICES, *files))

    def _fill(self, choices: "Sequence[tuple[str, str]]") -> None:
        listed = self.query_one(PickList)
        lines = [(key, PickItem(Content(key[:1].upper() + printable(key[1:])), words), key) for key, words in choices]
        listed.fill(Listing.of(lines), listed.current)
        listed.styles.height = min(2 * len(lines), _MOST_LINES)
