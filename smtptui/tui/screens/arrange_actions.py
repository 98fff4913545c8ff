"""What changes the list of profiles, and can be undone: delete, move, put into a group; and rename."""

from functools import partial
from typing import TYPE_CHECKING

from textual import work

from smtptui.errors import SmtptuiError
from smtptui.model.profile import Profile
from smtptui.tui.actions import UNDO
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from smtptui.tui.keys import key_of
from smtptui.tui.screens.undo_actions import UndoActions
from smtptui.tui.undo import Deed

if TYPE_CHECKING:
    from smtptui.core.workspace.profiles import PutBack


class ArrangeActions(UndoActions):
    """Each deed is written at once, without the values on the screen that are not saved."""

    @work(exclusive=True, group="dialog")
    async def action_delete(self) -> None:
        """Delete after asking; a profile that was never saved is thrown away. Both come back by the key that undoes."""
        opened = self.desk.current
        if opened is None:
            return
        saved = opened.draft.saved
        text = "Its secret stays in the keyring." if saved else "It was never saved."
        text = f"{text} {self.key_of(UNDO)} brings it back."
        if await self.confirmed(f"delete {opened.title}?", text, "delete", "keep"):
            self.carry_out(partial(self._delete, opened))

    async def _delete(self, opened: OpenProfile) -> None:
        saved = opened.draft.saved
        try:
            put_back = await self.desk.workspace.profiles.delete(saved) if saved is not None else None
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
            return
        await self.desk.forget(opened)
        self.did(Deed(f"{opened.title} deleted", partial(self._undelete, opened, put_back)))
        await self.show_current()
        self.show_list()

    async def _undelete(self, opened: OpenProfile, put_back: "PutBack | None") -> bool:
        try:
            if put_back is not None:
                await put_back()
            await self.desk.lay_back(opened)
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
            return False
        await self.show_profile(opened)
        return True

    def action_move_profile(self, by: int) -> None:
        """Let the open profile change places with its neighbour, in config.toml too."""
        saved = self._saved()
        if saved is not None:
            self.carry_out(partial(self._move, saved, by))

    async def _move(self, saved: Profile, by: int) -> None:
        if await self._moved(saved, by):
            words = f"{saved.name} moved {'down' if by > 0 else 'up'}"
            self.did(Deed(words, partial(self._moved, saved, -by)))

    async def _moved(self, saved: Profile, by: int) -> bool:
        before = list(self.desk.shelf.profiles)
        try:
            await self.desk.workspace.profiles.move(saved.name, by)
            await self.desk.refresh()
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
        self.show_state()
        self.show_list()
        return before != list(self.desk.shelf.profiles)

    @work(exclusive=True, group="dialog")
    async def action_group(self) -> None:
        """Put the open profile into a group: one that there is, or a new one."""
        from smtptui.tui.dialogs.group_picker import GroupPicker

        saved, opened = self._saved(), self.desk.current
        if saved is None or opened is None:
            return
        groups = sorted({one.group for one in self.desk.shelf.profiles.values() if one.group})
        group = await self.app.push_screen_wait(GroupPicker(groups, saved.group))
        if group is not None:
            self.carry_out(partial(self._group, opened, saved, group))

    async def _group(self, opened: OpenProfile, saved: Profile, group: str) -> None:
        if await self._grouped(opened, group):
            words = f"{saved.name} in {group or 'no group'}"
            self.did(Deed(words, partial(self._grouped, opened, saved.group or ""), opened))

    async def _grouped(self, opened: OpenProfile, group: str) -> bool:
        before = opened.draft.saved
        if before is None:
            return False
        after = before._replace(group=group or None)
        try:
            await self.desk.workspace.profiles.save(before, after)
            await self.desk.saved(opened, before, after)
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
            return False
        opened.draft[Field.GROUP] = group
        await self.form.rebuild()
        self.show_state()
        self.show_list()
        return True

    def _saved(self) -> Profile | None:
        """The open profile as it is saved; where it is not, that is said."""
        saved = self.desk.current.draft.saved if self.desk.current else None
        if saved is None:
            self.complain("only a saved profile has a place and a group", f"{key_of(self.app, 'save')} saves it")
        return saved

    async def action_rename(self) -> None:
        """Go to the name; saving writes it."""
        await self.show_section("Settings")
        await self.form.go_to(Field.NAME)
