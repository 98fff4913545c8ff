"""What can be done with profiles: open, make, save, make active."""

from functools import partial

from textual import on, work
from textual.message import Message

from smtptui.errors import ConfigurationError, ConflictError, SmtptuiError
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.secret import Secret
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.draft import DraftError, ProfileDraft
from smtptui.tui.form.fields import Field
from smtptui.tui.keys import key_of
from smtptui.tui.messages import LOOK_AROUND, SET_UP, ItemPicked
from smtptui.tui.rooms import SETTINGS
from smtptui.tui.screens.deed_actions import DeedActions
from smtptui.tui.widgets.field_row import FieldRow
from smtptui.tui.widgets.settings_pane import SettingsPane


class ProfileActions(DeedActions):
    """Everything typed stays on the desk until it is saved or thrown away by name.

    Dialogs are imported when they open: the form is on the screen the sooner.
    """

    class SandboxWanted(Message):
        """The operator would rather look around first."""

    async def show_profile(self, opened: OpenProfile) -> None:
        """Put this profile on the screen."""
        self.desk.current = opened
        await self.show_current()
        self.show_list()

    async def _open(self, key: str) -> None:
        try:
            await self.show_profile(self.desk.by_key(key))
        except ConfigurationError as error:
            self.complain(error.message, error.advice)

    @work(exclusive=True, group="dialog")
    async def action_new(self) -> None:
        """A new profile: first, who takes the mail?"""
        provider = await self._picked_provider(None)
        if provider is not None:
            self._section = SETTINGS
            has_keyring = self.form.keyring_problem is None
            await self.show_profile(self.desk.new(provider, has_keyring=has_keyring))
            self.form.focus_field()

    async def _picked_provider(self, current: str | None) -> Provider | None:
        from smtptui.tui.dialogs.provider_picker import ProviderPicker

        providers = {provider.name: provider for provider in self.desk.workspace.catalogue.providers()}
        name = await self.app.push_screen_wait(ProviderPicker(list(providers.values()), current))
        return providers[name] if name is not None else None

    async def action_duplicate(self) -> None:
        """A new profile with the same values."""
        opened = self.desk.current
        profile = self._profile_of(opened) if opened else None
        if opened is not None and profile is not None:
            await self.show_profile(self.desk.new(opened.provider, profile))
            await self.show_section(SETTINGS)

    def _profile_of(self, opened: OpenProfile) -> Profile | None:
        """The profile on the screen; where it makes none, the field that is in the way gets the focus."""
        try:
            return opened.draft.profile()
        except DraftError as error:
            self.complain(str(error))
            self._go_to(error.field)
            return None

    async def confirmed(self, title: str, text: str, yes: str, no: str) -> bool:
        """Ask, from within a worker."""
        from smtptui.tui.dialogs.confirm import ConfirmDialog

        return await self.app.push_screen_wait(ConfirmDialog(title, text, yes, no))

    @work(group="focus")
    async def _go_to(self, key: Field) -> None:
        await self.show_section(SETTINGS)
        await self.form.go_to(key)

    def complain(self, message: str, advice: str = "") -> None:
        """Say what is wrong; nothing of it is markup."""
        self.notify(f"{message}\n{advice}".strip(), severity="error", markup=False, timeout=10)

    def action_save(self) -> None:
        """Save what is on the screen; no network."""
        if self.desk.current is not None:
            self.carry_out(partial(self._save_form, self.desk.current))

    async def _save_form(self, opened: OpenProfile) -> None:
        if not opened.draft.is_unsaved:
            self.notify("nothing to save", markup=False)
            return
        profile = self._profile_of(opened)
        if profile is None:
            return
        try:
            await self._save(opened, opened.draft.saved, profile)
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
        await self.form.rebuild()
        self.show_state()
        self.show_list()

    async def _save(self, opened: OpenProfile, before: Profile | None, profile: Profile) -> None:
        """Save; where somebody else changed the same, ask, and save what was chosen."""
        try:
            await self.desk.workspace.profiles.save(before, profile)
        except ConflictError as error:
            theirs = await self._settled(opened, before, profile, error)
            if theirs is not None:
                await self._save(opened, *theirs)
            return
        await self.desk.saved(opened, before, profile)
        await self._keep_secret(opened.draft, profile)
        self.notify(f"saved {profile.name}", markup=False)

    async def _keep_secret(self, draft: ProfileDraft, profile: Profile) -> None:
        """The typed secret goes to the keyring; what was typed meanwhile stays in the field."""
        typed = draft.secret_to_keep
        if typed is not None:
            await self.desk.workspace.secrets.keep(profile, typed)
            draft.secret = Secret("") if draft.secret == typed else draft.secret

    async def _settled(
        self, opened: OpenProfile, before: Profile | None, profile: Profile, error: ConflictError
    ) -> tuple[Profile | None, Profile] | None:
        """What to save over what: both values are shown, the operator chooses, the rest of both is kept."""
        from smtptui.tui.dialogs.conflict import ConflictDialog, Keep
        from smtptui.tui.form.merge import merged

        answer = await self.app.push_screen_wait(ConflictDialog(error.conflicts))
        if answer is None:
            return None
        shelf = await self.desk.workspace.profiles.read_again()
        theirs = shelf.profiles.get(before.name if before else profile.name)
        if theirs is None:
            return None, profile
        given_up = {key.rpartition(".")[2] for key, _, _ in error.conflicts} if answer is Keep.THEIRS else set()
        settled = merged(before or Profile(profile.name), theirs, profile, given_up)
        opened.draft.take(settled)
        return theirs, settled

    def action_activate(self) -> None:
        """Make the profile on the screen the active one."""
        saved = self.desk.current.draft.saved if self.desk.current else None
        if saved is None:
            self.complain("only a saved profile can be the active one", f"{key_of(self.app, 'save')} saves it")
            return
        self.carry_out(partial(self._activate, saved.name))

    async def _activate(self, name: str) -> None:
        try:
            await self.desk.workspace.profiles.activate(name)
            await self.desk.refresh()
            self.notify(f"{name} is the active profile", markup=False)
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
        self.show_state()
        self.show_list()

    @work(exclusive=True, group="dialog")
    async def action_revert(self) -> None:
        """Throw away what was typed since the last save."""
        opened = self.desk.current
        if opened is None or opened.draft.saved is None or not opened.draft.is_unsaved:
            return
        text = "What you typed since the last save goes away."
        if await self.confirmed(f"back to the saved {opened.title}?", text, "throw away", "keep"):
            opened.draft.revert()
            opened.provider = self.desk.workspace.catalogue.provider(opened.draft[Field.PROVIDER])
            await self.form.rebuild()
            self.show_state()

    @on(SettingsPane.Rebuilt)
    @on(FieldRow.Edited)
    def _edited(self) -> None:
        self.show_state()

    @on(ItemPicked, "#profiles")
    async def _profile_picked(self, event: ItemPicked) -> None:
        await self._open(event.key)

    @on(ItemPicked, "#first")
    def _first_choice(self, event: ItemPicked) -> None:
        if event.key == LOOK_AROUND:
            self.post_message(self.SandboxWanted())
        elif event.key == SET_UP:
            self.action_new()
