"""A line of the test message."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget

from smtptui.core.files import Offer
from smtptui.tui.mail import Mail
from smtptui.tui.offers import offer_at, offer_line
from smtptui.tui.widgets.drawn import Drawn, wrapped
from smtptui.tui.widgets.offer_field import OfferField
from smtptui.tui.widgets.text_field import TextField

if TYPE_CHECKING:
    from smtptui.tui.widgets.mail_text import MailText

LABEL = 8


class _OfferTaken(Message):
    """An offer was clicked."""

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer


class MailRow(Widget):
    """Edits one attribute of a `Mail`, at once; under it what is offered, and what is to be said."""

    DEFAULT_CSS = """
    MailRow {
        height: auto;
        padding: 0 1 0 0;
        border-left: blank;
        TextField, MailText {
            margin-left: 9;
        }
        _Remarks {
            margin-left: 10;
        }
        &:focus-within {
            border-left: outer $border;
        }
    }
    """

    class Edited(Message):
        """What stands in it changed."""

        def __init__(self, row: "MailRow") -> None:
            super().__init__()
            self.row = row

    def __init__(self, attribute: str, label: str, placeholder: str, *, several_lines: bool = False) -> None:
        super().__init__(id=f"mail-{attribute}")
        self.attribute = attribute
        self._label = label
        self.editor = self._made(placeholder, several_lines=several_lines)
        self._remarks = _Remarks()
        self._mail: Mail | None = None

    def _made(self, placeholder: str, *, several_lines: bool) -> "OfferField | MailText":
        if several_lines:
            # Imported when the room is entered: it is large.
            from smtptui.tui.widgets.mail_text import MailText

            text = MailText(self.attribute, placeholder)
            text.keep = self._keep
            return text
        line = OfferField(self.attribute, "", placeholder)
        line.keep = lambda field: self._keep(field.value)
        return line

    def hint(self, text: str) -> None:
        """What an empty field will be filled in with."""
        if self.editor.placeholder != text:
            self.editor.placeholder = text

    def render(self) -> Content:
        """The label."""
        return Content.styled(f"{self._label:<{LABEL}}", "$text-accent" if self.has_focus_within else "$text-muted")

    def compose(self) -> ComposeResult:
        """The editor, and what is said under it."""
        yield self.editor
        yield self._remarks

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.editor.value

    def show(self, mail: Mail | None) -> None:
        """Edit this message from now on."""
        self._mail = None
        self.editor.value = getattr(mail, self.attribute) if mail else ""
        self._mail = mail
        self.say(())
        self.offer(())
        self.post_message(self.Edited(self))

    def say(self, remarks: Sequence[Content]) -> None:
        """What is to be said about it."""
        self._remarks.tell(remarks=remarks)

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """How it may go on; seen while it has the focus."""
        self.editor.ways_on = offers
        self._remarks.tell(offers=offers if self.has_focus_within else ())

    @on(_OfferTaken)
    def _take(self, event: _OfferTaken) -> None:
        event.stop()
        if isinstance(self.editor, OfferField):
            self.editor.go_on(event.offer)

    def _keep(self, text: str) -> None:
        """Into the message, at once."""
        if self._mail is not None:
            setattr(self._mail, self.attribute, text)

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Tell."""
        event.stop()
        self.post_message(self.Edited(self))

    def on_mail_text_edited(self, event: Message) -> None:
        """Tell."""
        event.stop()
        self.post_message(self.Edited(self))

    def on_text_field_pasted(self, event: TextField.Pasted) -> None:
        """One line of it, without surrounding blanks."""
        event.stop()
        event.sender.put(" ".join(event.sender.take_pasted().split()))

    def on_descendant_focus(self) -> None:
        """Offer."""
        self._remarks.tell(offers=self.editor.ways_on)

    def on_descendant_blur(self) -> None:
        """What is offered is of no use elsewhere."""
        self._remarks.tell(offers=())


class _Remarks(Drawn):
    """Lines under the editor; no height while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._remarks: Sequence[Content] = ()
        self._offers: tuple[Offer, ...] = ()

    def tell(self, *, remarks: Sequence[Content] | None = None, offers: tuple[Offer, ...] | None = None) -> None:
        """Say this, if it differs."""
        told = (self._remarks if remarks is None else remarks, self._offers if offers is None else offers)
        if told != (self._remarks, self._offers):
            self._remarks, self._offers = told
            self.redraw()

    def on_click(self, event: Click) -> None:
        """A click takes an offer."""
        if event.y == 0 and (offer := offer_at(self._offers, event.x)) is not None:
            event.stop()
            self.post_message(_OfferTaken(offer))

    def lines(self, width: int) -> list[Content]:
        """Offers first: they belong to what is being typed."""
        said = [line for remark in self._remarks for line in wrapped(remark, width, 2)]
        return [*offer_line(self._offers, width), *said]
