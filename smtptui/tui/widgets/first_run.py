"""What stands on the screen while there is no profile yet."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from smtptui.tui.messages import LOOK_AROUND, PASTE, SET_UP
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.widgets.pick_list import PickList

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
        listed = self.query_one(PickList)
        listed.fill(Listing.of([(key, PickItem(Content(key.capitalize()), words), key) for key, words in _CHOICES]))
        listed.focus()
