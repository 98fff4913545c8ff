"""Settings that were pasted as a block become a form."""

from typing import TYPE_CHECKING

from textual import on, work
from textual.events import Paste

from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.tui.messages import PASTE, ItemPicked
from smtptui.tui.rooms import SETTINGS
from smtptui.tui.screens.session_actions import SessionActions
from smtptui.tui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from smtptui.core.pasted import PastedSettings


class PasteActions(SessionActions):
    """A paste asks by its key, or comes where no field takes it."""

    @work(exclusive=True, group="dialog")
    async def action_paste_settings(self, text: str = "") -> None:
        """Show what is in the text; what is taken goes into a new form, and nowhere else."""
        from smtptui.tui.dialogs.paste import PasteDialog

        found = await self.app.push_screen_wait(PasteDialog(self.desk.workspace.catalogue.providers(), text))
        if found is not None:
            await self.fill_form(found)

    async def fill_form(self, found: "PastedSettings") -> None:
        """Open a new form with what was found; the secret goes to the keyring where there is one."""
        profile = found.profile
        if profile is None:
            return
        if self.form.keyring_problem is None:
            profile = profile._replace(secret=SecretSource(SecretKind.KEYRING))
        opened = self.desk.new(self.desk.workspace.catalogue.provider(profile.provider), profile)
        opened.draft.secret = found.secret
        self._section = SETTINGS
        await self.show_profile(opened)
        self.form.focus_field()

    def on_paste(self, event: Paste) -> None:
        """Text pasted where nothing takes it: it may hold settings."""
        event.stop()
        if event.text.strip():
            self.action_paste_settings(event.text)

    @on(FieldRow.BlockPasted)
    def _block_pasted(self, event: FieldRow.BlockPasted) -> None:
        event.stop()
        self.action_paste_settings(event.take())

    @on(ItemPicked, "#first")
    def _first_paste(self, event: ItemPicked) -> None:
        if event.key == PASTE:
            self.action_paste_settings()
