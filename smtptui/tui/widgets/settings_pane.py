"""The Settings room: the form of the open profile, made from its provider's catalogue entry."""

import asyncio

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import DescendantFocus, Resize
from textual.message import Message

from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field, FieldSpec, main_fields, more_fields
from smtptui.tui.form.offers import Serving
from smtptui.tui.form.preview import preview
from smtptui.tui.widgets.choice import Choice
from smtptui.tui.widgets.field_help import FieldHelp
from smtptui.tui.widgets.field_row import WIDEST_LABEL, FieldRow
from smtptui.tui.widgets.more_line import MoreLine
from smtptui.tui.widgets.preview import Preview
from smtptui.tui.widgets.text_field import TextField

# A change of these changes which fields there are.
_SHAPING = (Field.PROVIDER, Field.SECRET_KIND)

_MORE = "Host, port, security, mechanism, names, certificates: what the provider presets, and what is seldom needed."


class SettingsPane(Vertical):
    """Rows for the open profile. Everything typed goes into its draft at once."""

    DEFAULT_CSS = """
    SettingsPane {
        VerticalScroll {
            height: 1fr;
            scrollbar-size-vertical: 1;
        }
    }
    """

    class Rebuilt(Message):
        """The rows are new; the draft may have changed just before."""

    class ProviderWanted(Message):
        """The operator wants to choose a provider."""

    def __init__(self, opened: OpenProfile | None, serving: Serving) -> None:
        super().__init__(id="settings")
        self._opened = opened
        self._serving = serving
        self.keyring_problem: str | None = None
        self._summary = ""
        self._rebuilding = asyncio.Lock()
        # Its children are asked at each letter: a query looks at everything that lies in them, too.
        self._scroll = VerticalScroll(can_focus=False)

    def compose(self) -> ComposeResult:
        """The rows, and the help under them."""
        with self._scroll:
            yield from self._rows()
        yield FieldHelp()

    def _rows(self) -> ComposeResult:
        opened = self._opened
        if opened is None:
            return
        draft, provider = opened.draft, opened.provider
        more = more_fields(provider, new=draft.is_new) if opened.more_open else ()
        main = main_fields(provider, new=draft.is_new, kept_in=draft.kept_in)
        width = min(max(len(spec.label) for spec in (*main, *more)), WIDEST_LABEL)
        yield from (self._row(spec, opened, width) for spec in main)
        yield MoreLine(self._summary, opened=opened.more_open, label_width=width)
        yield from (self._row(spec, opened, width) for spec in more)
        seen = Preview(width)
        seen.show(preview(draft, provider))
        yield seen

    def _row(self, spec: FieldSpec, opened: OpenProfile, width: int) -> FieldRow:
        note = self.keyring_problem if spec.field is Field.SECRET_KIND else None
        return FieldRow(
            spec, opened.draft, opened.provider, label_width=width, keyring_problem=note, serving=self._serving
        )

    async def show(self, opened: OpenProfile | None) -> None:
        """Put another profile's form here; the same profile's is left alone."""
        if opened is not self._opened:
            self._opened = opened
            await self.rebuild()

    async def rebuild(self) -> None:
        """Make the rows again, the focus where it was. Who stops waiting for it leaves no half-made form behind."""
        # Nor may Textual's removal be cancelled with the one who waits: the app waits for it, too, and would end.
        await asyncio.shield(self._rebuild())

    async def _rebuild(self) -> None:
        focused = self.screen.focused.id if self.screen.focused and self.screen.focused in self.query("*") else None
        # A worker and a key may want it at once, and no two rows may have one id.
        async with self._rebuilding:
            with self.app.batch_update():
                await self._scroll.remove_children()
                if self._scroll.is_running:
                    await self._scroll.mount_all(self._rows())
        if focused is not None:
            self.focus_field(focused)
        self.post_message(self.Rebuilt())

    def focus_field(self, field_id: str | None = None) -> None:
        """Go to a field, or to the first one where it is not shown."""
        wanted = list(self.query(f"#{field_id}")) if field_id else []
        target = next(iter([*wanted, *self.query("TextField, Choice")]), None)
        if target is not None:
            # At once: who goes on to another room would be called back.
            self.screen.set_focus(target)

    async def go_to(self, key: Field) -> None:
        """Go to this field; «More» is opened where it stands there."""
        opened = self._opened
        if opened is not None and not opened.more_open and not self.query(f"#{key.value}"):
            opened.more_open = any(spec.field is key for spec in more_fields(opened.provider, new=opened.draft.is_new))
            await self.rebuild()
        self.focus_field(key.value)

    def on_resize(self, event: Resize) -> None:
        """The rows come before their help."""
        self.query_one(FieldHelp).fit(event.size)

    def show_summary(self, summary: str) -> None:
        """What the fields amount to, beside «More» and below."""
        self._summary = summary
        opened = self._opened
        if opened is None:
            return
        for line in self._scroll.children:
            if isinstance(line, MoreLine):
                line.show(summary, opened=opened.more_open)
            elif isinstance(line, Preview):
                line.show(preview(opened.draft, opened.provider))

    def show_keyring_problem(self, problem: str | None) -> None:
        """Say beside «Kept in» why there is no keyring."""
        self.keyring_problem = problem
        for row in self.query(FieldRow):
            if row.spec.field is Field.SECRET_KIND:
                row.keyring_problem = problem
                row.check()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Explain the field that has the focus."""
        row = next((node for node in event.widget.ancestors if isinstance(node, FieldRow)), None)
        about = self.query_one(FieldHelp)
        if isinstance(event.widget, MoreLine):
            about.show("More", _MORE)
        elif row is not None:
            about.show(row.spec.label, row.spec.help, row.spec.link)

    @on(TextField.Entered)
    def _next_field(self, event: TextField.Entered) -> None:
        event.stop()
        self.screen.focus_next()

    @on(MoreLine.Toggled)
    async def _toggle_more(self, event: MoreLine.Toggled) -> None:
        event.stop()
        if self._opened is not None:
            self._opened.more_open = not self._opened.more_open
            await self.rebuild()
            line = self.query_one(MoreLine)
            line.focus()
            if self._opened.more_open:
                self.call_after_refresh(line.scroll_visible, top=True, animate=False)

    @on(Choice.Opened)
    def _offer_choices(self, event: Choice.Opened) -> None:
        from smtptui.tui.widgets.listing import Listing, PickItem

        event.stop()
        if event.choice.field is Field.PROVIDER:
            self.post_message(self.ProviderWanted())
            return
        # Imported when it opens: the form is on the screen the sooner.
        from smtptui.tui.dialogs.pick import PickDialog

        choice = event.choice
        items = Listing.of([(value, PickItem(Content(words)), words) for value, words in choice.choices])

        def take(picked: str | None) -> None:
            if picked is not None:
                choice.pick(picked)

        self.app.push_screen(PickDialog(choice.field.value.replace("_", " "), items, current=choice.value), take)

    @on(FieldRow.Reshaped)
    async def _reshaped(self, event: FieldRow.Reshaped) -> None:
        event.stop()
        await self.rebuild()

    @on(FieldRow.Edited)
    async def _edited(self, event: FieldRow.Edited) -> None:
        """Other fields may have to say something else now."""
        if self._opened is None or event.draft is not self._opened.draft:
            return
        if event.field in _SHAPING:
            await self.rebuild()
            return
        for row in self._scroll.children:
            if isinstance(row, FieldRow):
                row.check()
