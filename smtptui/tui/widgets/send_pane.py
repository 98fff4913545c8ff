"""The Send room: a test message and what became of it."""

from collections.abc import Sequence
from datetime import datetime

from textual import on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from smtptui.core.files import SeenFiles
from smtptui.core.limits import LimitUse
from smtptui.tui import glyphs
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from smtptui.tui.mail import Mail, MailError
from smtptui.tui.messages import MailWritten, PathsTyped, SendWanted
from smtptui.tui.offers import file_remarks, recipient_offers
from smtptui.tui.use import Use
from smtptui.tui.widgets.batch_line import BatchLine
from smtptui.tui.widgets.limits_gauge import LimitsGauge
from smtptui.tui.widgets.mail_row import LABEL, MailRow
from smtptui.tui.widgets.more_line import MoreLine
from smtptui.tui.widgets.session_view import SessionView
from smtptui.tui.widgets.text_field import TextField

_EMPTY = "{send} sends the message. Empty fields are filled in with which profile and server it came from."
_MAIN = (
    ("to", "To", "an address, or several with commas"),
    ("subject", "Subject", "a test from this profile"),
    ("text", "Text", "profile, server and time"),
)
_MORE = (
    ("html", "HTML", "path of a page, or markup that begins with <"),
    ("files", "Files", "paths to attach, blanks between them; ~ is your home"),
    ("messages", "Messages", "1"),
    ("a_minute", "A minute", "with several messages: at most so many a minute"),
)
_PATHS = ("html", "files")


class SendPane(VerticalScroll, can_focus=False):
    """The message's fields, the provider's limits, then the session that carried it."""

    DEFAULT_CSS = """
    SendPane {
        scrollbar-size-vertical: 1;
        MoreLine {
            margin-top: 0;
        }
        SessionView {
            margin-top: 1;
        }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="send")
        self._opened: OpenProfile | None = None
        self._recent: Sequence[str] = ()
        self._rows = {
            attribute: MailRow(attribute, label, hint, several_lines=attribute == "text")
            for attribute, label, hint in (*_MAIN, *_MORE)
        }
        self._more = MoreLine("", opened=False, label_width=LABEL)
        self._gauge = LimitsGauge()
        self._batch = BatchLine()
        self._view = SessionView(_EMPTY)

    def compose(self) -> ComposeResult:
        """Lines to type into, then the answer."""
        yield from (self._rows[attribute] for attribute, _, _ in _MAIN)
        yield self._more
        yield from (self._rows[attribute] for attribute, _, _ in _MORE)
        yield self._gauge
        yield self._batch
        yield self._view

    def show(self, opened: OpenProfile | None) -> None:
        """Draw this profile's message and its last sending."""
        if opened is not self._opened:
            self._opened = opened
            self._gauge.show((), datetime.min)
            for row in self._rows.values():
                row.show(opened.mail if opened else None)
            self._fold()
        if opened:
            self._rows["to"].hint(opened.draft[Field.TO_ADDRESS].strip() or _MAIN[0][2])
        last = opened.sessions.get(Use.SEND) if opened else None
        refused = last is not None and last.report is not None and not last.report.ok
        self._batch.show(opened.batch if opened else None, refusal_below=refused)
        self._view.show(opened, Use.SEND)

    def read_again(self) -> None:
        """The message was changed elsewhere."""
        opened = self._opened
        self.show(None)
        self.show(opened)

    def show_limits(self, uses: Sequence[LimitUse], now: datetime) -> None:
        """How much of the provider's limits is used."""
        self._gauge.show(uses, now)

    def show_recipients(self, recent: Sequence[str]) -> None:
        """Whom to offer."""
        self._recent = recent
        self._check(self._rows["to"])

    def show_paths(self, attribute: str, typed: str, seen: SeenFiles, weight: Sequence[Content] = ()) -> None:
        """What stands at the paths of a field, if it still holds them; and how large the message will be by it."""
        row = self._rows[attribute]
        if row.text == typed:
            row.offer(seen.offers)
            row.say([*file_remarks(seen), *weight])

    def focus_first(self) -> None:
        """Go to the recipient."""
        # At once: a key that was typed behind the one that led here is for this field already.
        self.screen.set_focus(self._rows["to"].editor)

    def fold(self) -> None:
        """Close «More», so that the answer has room; its line says what is in it."""
        mail = self._mail
        if mail is None or not mail.more_open:
            return
        mail.more_open = False
        if any(self._rows[attribute].has_focus_within for attribute, _, _ in _MORE):
            self._more.focus(scroll_visible=False)
        self._fold()
        self.scroll_home(animate=False)

    @property
    def _mail(self) -> Mail | None:
        return self._opened.mail if self._opened else None

    def _fold(self) -> None:
        mail = self._mail
        is_open = mail is not None and mail.more_open
        self._more.show(mail.summary if mail else "", opened=is_open)
        for attribute, _, _ in _MORE:
            self._rows[attribute].display = is_open

    @on(MoreLine.Toggled)
    def _toggle(self, event: MoreLine.Toggled) -> None:
        event.stop()
        if (mail := self._mail) is not None:
            mail.more_open = not mail.more_open
            self._fold()

    @on(MailRow.Edited)
    def _edited(self, event: MailRow.Edited) -> None:
        event.stop()
        self._check(event.row)
        self._fold()
        self.post_message(MailWritten())

    def _check(self, row: MailRow) -> None:
        if row.attribute == "to":
            # Who gets the message anyhow need not be offered.
            recent = [one for one in self._recent if row.text or one != row.editor.placeholder]
            row.offer(recipient_offers(row.text, recent))
        elif row.attribute in _PATHS and row.text.strip() and not row.text.lstrip().startswith("<"):
            self.post_message(PathsTyped(row.attribute, row.text))
        elif row.attribute in ("messages", "a_minute"):
            row.say(self._complaints(row.attribute))
        else:
            row.offer(())
            row.say(())

    def _complaints(self, attribute: str) -> list[Content]:
        try:
            if (mail := self._mail) is not None:
                _ = mail.count if attribute == "messages" else mail.rate_per_s
        except MailError as error:
            return [Content.styled(f"{glyphs.FAILED} {error}", "$text-error")]
        return []

    @on(TextField.Entered)
    def _send(self, event: TextField.Entered) -> None:
        event.stop()
        self.post_message(SendWanted())
