"""A field of the form: its label, where to type, and what is to be said about it."""

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from smtptui.core.pasting import HostParts, clean_host, clean_pasted_secret, clean_pasted_text
from smtptui.errors import SecretError
from smtptui.model.provider import Provider
from smtptui.tui import glyphs
from smtptui.tui.form.draft import ProfileDraft
from smtptui.tui.form.fields import KEYRING, Field, FieldSpec, Kind
from smtptui.tui.form.offers import Deed, Offer, Serving, offer
from smtptui.tui.form.remarks import Level, Remark, remark, with_offer
from smtptui.tui.keys import key_of
from smtptui.tui.widgets.choice import Choice
from smtptui.tui.widgets.secret_field import SecretField
from smtptui.tui.widgets.text_field import TextField

WIDEST_LABEL = 20
_SIGNS = {
    Level.FINE: (glyphs.PASSED, "$text-success"),
    Level.NOTE: (glyphs.WARNED, "$text-warning"),
    Level.WRONG: (glyphs.FAILED, "$text-error"),
}


def _nobody(address: str) -> None:
    """No catalogue to look an address up in."""


class FieldRow(Widget):
    """Edits one field of its own draft, so that a late message never reaches another profile's."""

    DEFAULT_CSS = """
    FieldRow {
        height: auto;
        padding: 0 1 0 0;
        border-left: blank;
        .remark {
            height: auto;
        }
        &:focus-within {
            border-left: outer $border;
        }
    }
    """

    class ProviderOffered(Message):
        """The operator took the offer of this provider."""

        def __init__(self, provider: str) -> None:
            super().__init__()
            self.provider = provider

    class Reshaped(Message):
        """Other fields of the draft changed with this one."""

    class BlockPasted(Message):
        """A block of settings was pasted into a field of one line; `take` gives it, once."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self._text = [text]

        def take(self) -> str:
            """The text; empty when asked again. It is no attribute: it may hold a secret."""
            return self._text.pop() if self._text else ""

    class Edited(Message):
        """The draft's field changed."""

        def __init__(self, row: "FieldRow") -> None:
            super().__init__()
            self.field = row.spec.field
            self.draft = row.draft

    def __init__(
        self,
        spec: FieldSpec,
        draft: ProfileDraft,
        provider: Provider,
        *,
        label_width: int,
        keyring_problem: str | None = None,
        serving: Serving = _nobody,
    ) -> None:
        super().__init__(id=f"row-{spec.field.value}")
        self.spec = spec
        self.draft = draft
        self.keyring_problem = keyring_problem
        self._label_width = label_width
        self._provider = provider
        self._serving = serving
        self._offer: Offer | None = None
        self._remark: Remark | None = None
        self._edited = False
        # A new form says nothing yet about what nobody has touched: everything in it is still empty.
        self._silent = draft.is_new and spec.field is not Field.SECRET_KIND

    def render(self) -> Content:
        """The label; the editor lies over the rest of the line."""
        style = "$text-accent" if self.has_focus_within else "$text-muted"
        return Content.styled(self.spec.label, style).truncate(self._label_width, ellipsis=True)

    def compose(self) -> ComposeResult:
        """The editor, and a remark where there already is one."""
        editor = self._editor()
        if isinstance(editor, TextField):
            editor.keep = self._keep
        editor.styles.margin = (0, 0, 0, self._label_width + 1)
        yield editor
        self._remark = self._said()
        if self._remark is not None:
            yield self._remark_line(self._remark)

    def _said(self) -> Remark | None:
        if self._silent:
            return None
        if self.spec.field is Field.SECRET_KIND and self.keyring_problem:
            return self._without_keyring(self.keyring_problem)
        self._offer = offer(self.spec.field, self.draft, self._provider, self._serving)
        for editor in self.children:
            if isinstance(editor, TextField):
                editor.offers = self._offer is not None
        said = remark(self.spec.field, self.draft, self._provider)
        return with_offer(said, self._offer, self._offer_key())

    def _offer_key(self) -> str:
        binding = TextField.TAKE_OFFER
        return key_of(self.app, binding.id or "", binding.key)

    def _without_keyring(self, problem: str) -> Remark | None:
        if self.draft.kept_in == KEYRING:
            return Remark(Level.WRONG, f"no keyring here: {problem}")
        if not self.draft.kept_in:
            return Remark(Level.NOTE, "this machine has no keyring: a file, a variable or a command can keep it")
        return None

    def _editor(self) -> Widget:
        spec, value = self.spec, self.draft[self.spec.field]
        if spec.kind is Kind.SECRET:
            return SecretField(self.draft.secret, self._secret_placeholder())
        if spec.kind is Kind.CHOICE:
            words = dict(spec.choices).get(value, value) or spec.placeholder
            return Choice(spec.field, value, words, spec.choices)
        return TextField(spec.field, value, spec.placeholder)

    def _secret_placeholder(self) -> str:
        kept = self.draft.saved is not None and self.draft.kept_in == KEYRING
        return "stored; type to replace" if kept else ""

    def _keep(self, editor: TextField) -> None:
        """Into the draft, at once; an input also tells of the text that it was made with."""
        if isinstance(editor, SecretField):
            before, self.draft.secret = self.draft.secret, editor.secret
            self._edited = self._edited or before != self.draft.secret
        else:
            self._edited = self._edited or self.draft[self.spec.field] != editor.value
            self.draft[self.spec.field] = editor.value

    def on_text_field_edited(self, event: TextField.Edited) -> None:
        """Check what was typed."""
        event.stop()
        if self._edited:
            self._edited = False
            self.changed()

    def on_choice_picked(self, event: Choice.Picked) -> None:
        """Into the draft, at once."""
        event.stop()
        self.draft[self.spec.field] = event.value
        self.changed()

    def on_text_field_offer_taken(self, event: TextField.OfferTaken) -> None:
        """Do what is offered."""
        event.stop()
        self.take_offer()

    def take_offer(self) -> None:
        """Derive here and now; another provider is the screen's to take."""
        if self._offer is None:
            return
        if self._offer.deed is Deed.DERIVE:
            self._derive()
        else:
            self.post_message(self.ProviderOffered(self._offer.provider))

    def _derive(self) -> None:
        """Put the SMTP password of SES where its IAM key stood; the key is kept nowhere."""
        from smtptui.providers.ses import derive_smtp_password

        region = self.draft[Field.REGION] or self._provider.default_region or ""
        try:
            password = derive_smtp_password(self.draft.secret, region)
        except SecretError as error:
            self.notify(f"{error.message}\n{error.advice}", severity="error", markup=False)
            return
        self.query_one(SecretField).value = password.reveal()
        self.notify(f"the SMTP password for {region} stands here now; the IAM key is kept nowhere", markup=False)

    def on_click(self, event: Click) -> None:
        """A click on an offer takes it."""
        if event.widget is not None and event.widget.has_class("remark"):
            self.take_offer()

    def on_text_field_pasted(self, event: TextField.Pasted) -> None:
        """What was pasted, as it was meant."""
        event.stop()
        notice = self._take_pasted(event.sender, event.sender.take_pasted())
        if notice:
            self.notify(f"{self.spec.label}: {notice}", markup=False)

    def _take_pasted(self, editor: TextField, pasted: str) -> str | None:
        if _is_block(pasted):
            self.post_message(self.BlockPasted(pasted))
            return None
        if isinstance(editor, SecretField):
            secret, notice = clean_pasted_secret(self._provider, pasted)
            editor.put(secret.reveal())
            return notice
        if self.spec.field is Field.HOST:
            return self._take_host(clean_host(pasted), editor)
        text, notice = clean_pasted_text(pasted)
        lines = text.splitlines()
        editor.put(" ".join(lines))
        return f"{len(lines)} lines were pasted; they stand in one, with blanks between" if len(lines) > 1 else notice

    def _take_host(self, parts: HostParts, editor: TextField) -> str | None:
        """A port or security that stood with the host goes to its own field."""
        editor.put(parts.host)
        if parts.port is not None:
            self.draft[Field.PORT] = str(parts.port)
        if parts.security is not None:
            self.draft[Field.SECURITY] = parts.security.value
        if parts.port is not None or parts.security is not None:
            self.post_message(self.Reshaped())
        return parts.notice

    def changed(self) -> None:
        """Check, and tell."""
        self._silent = False
        self.check()
        self.post_message(self.Edited(self))

    def check(self) -> None:
        """Say what there is to say now; nothing is drawn when it is the same as before."""
        now = self._said()
        if now == self._remark:
            return
        self._remark = now
        lines = self.query(".remark")
        if now is None:
            lines.remove()
        elif lines:
            lines.first(Static).update(_remark_text(now))
        else:
            self.mount(self._remark_line(now))

    def _remark_line(self, said: Remark) -> Static:
        line = Static(_remark_text(said), classes="remark", markup=False)
        line.styles.margin = (0, 0, 0, self._label_width + 2)
        return line


def _is_block(text: str) -> bool:
    """Whether it is settings for more than one field."""
    if "\n" not in text.strip() and "\r" not in text.strip() and "://" not in text:
        return False
    # Imported when it is needed: the form is on the screen the sooner.
    from smtptui.core.pasted.values import looks_like_settings

    return looks_like_settings(text)


def _remark_text(said: Remark) -> Content:
    glyph, style = _SIGNS[said.level]
    return Content.assemble((f"{glyph} {said.text}", style))
