"""The Export room's actions: choose a format, look at what would be written, write it, verify what is there."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import on, work

from smtptui.daemon import in_daemon
from smtptui.errors import SmtptuiError
from smtptui.model.secret_source import SecretKind
from smtptui.tui.actions import Action
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.draft import DraftError
from smtptui.tui.rooms import EXPORT
from smtptui.tui.screens.session_actions import SessionActions
from smtptui.tui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smtptui.core.workspace.exports import Choice, Wish
    from smtptui.model.settings import Settings
    from smtptui.secret import Secret
    from smtptui.tui.live_export import LiveExport, Made

_FROM_ANYWHERE = ("choose_format", "choose_deployment")
_OF_A_PLAN = ("write_export", "verify_export", "whole_export", "show_export_secret")
_IN_THE_ROOM = (*_FROM_ANYWHERE, *_OF_A_PLAN, "export_path", "choose_target")


def _without_command(settings: "Settings") -> "Settings":
    source = settings.secret_source
    return (
        settings if source is None or source.kind is not SecretKind.COMMAND else settings._replace(secret_source=None)
    )


class ExportActions(SessionActions):
    """Nothing is written that was not on the screen before: who changes the form looks again first."""

    @cached_property
    def _export(self) -> "LiveExport":
        from smtptui.tui.live_export import LiveExport

        return LiveExport()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are keys in the room alone, and only where there is something to do."""
        if action not in _IN_THE_ROOM:
            return super().check_action(action, parameters)
        if not self.is_in(EXPORT):
            return False
        wish = self._export.wish
        if action in _OF_A_PLAN:
            return self._export.made is not None
        if action == "choose_target":
            return wish is not None and len(wish.choice.targets) > 1
        return action != "export_path" or (wish is not None and not wish.choice.is_deployment)

    def _is_possible(self, action: Action) -> bool:
        """What to export is chosen from every room."""
        name = action.name.partition("(")[0]
        if name in _FROM_ANYWHERE:
            return self.desk.current is not None
        return bool(self.check_action(name, ())) if name in _IN_THE_ROOM else super()._is_possible(action)

    async def go_where(self, action: str) -> None:
        """The Export room."""
        if action in _FROM_ANYWHERE:
            await self.show_section(EXPORT)
        await super().go_where(action)

    async def show_section(self, section: str, *, focus: bool = True) -> None:
        """Enter a room; files and secrets are read anew each time this one is entered."""
        await super().show_section(section, focus=focus)
        live = self._export if self.rooms.export is not None else None
        if live is None:
            return
        live.secrets.clear()
        if section == EXPORT:
            live.forget()
            self._prepare()
            return
        # Beside another room nothing is fetched: a command may ask for the terminal.
        self.workers.cancel_group(self, "export")
        live.is_preparing = False
        if live.shown:
            live.forget()
        live.is_stale = live.made is not None and self._has_changed(live.made)
        self._draw_export()

    def _draw_export(self) -> None:
        if self.rooms.export is not None and self.desk.current is not None:
            self.rooms.export.show(self._export, self.desk.current.title, self.desk.workspace.exports.kept_in)
            self.refresh_bindings()

    @work(exclusive=True, group="export")
    async def _prepare(self) -> None:
        """Render, and compare with what is there; what came of the last writing stays to be read."""
        live, opened = self._export, self.desk.current
        if live.wish is None or opened is None:
            self._draw_export()
            return
        live.is_preparing = True
        self._draw_export()
        try:
            live.take(await self._made(live.wish, opened))
        except DraftError as error:
            live.refuse(str(error), "the form has to be right first")
        except SmtptuiError as error:
            live.refuse(error.message, error.advice)
        self._draw_export()

    async def _made(self, wish: "Wish", opened: OpenProfile) -> "Made":
        from smtptui.tui.live_export import made

        settings = self.desk.workspace.catalogue.resolve(opened.draft.profile())
        typed, of_saved, shown = opened.draft.typed_secret, not opened.draft.is_unsaved, self._export.shown
        fetch = partial(self._secret_of, None if wish.choice.is_deployment else typed)
        # What is typed is not what the profile's command prints.
        asked = settings if typed is None else _without_command(settings)
        plan = await self.desk.workspace.exports.plan(wish, asked, fetch)
        return await in_daemon(lambda: made(plan, settings, typed, of_saved=of_saved, shown=shown))

    async def _secret_of(self, typed: "Secret | None", settings: "Settings") -> "Secret | None":
        """What is typed, or what is kept: fetched once, and again when the room is entered again."""
        if typed is not None:
            return typed
        known = self._export.secrets
        if settings not in known:
            known[settings] = await self.desk.workspace.exports.secret(settings, self._lend_terminal)
        return known[settings]

    @on(FieldRow.Edited)
    def _edited_since(self) -> None:
        if self.rooms.export is not None and self.rooms.export.display and self._export.made is not None:
            self._export.is_stale = self._has_changed(self._export.made)
            self._draw_export()

    def _has_changed(self, made: "Made") -> bool:
        """Whether the form says something else than what is shown."""
        wish, opened = self._export.wish, self.desk.current
        if opened is None or wish is None or wish.choice.is_deployment:
            return False
        try:
            settings = self.desk.workspace.catalogue.resolve(opened.draft.profile())
        except (SmtptuiError, DraftError):
            return True
        return (settings, opened.draft.typed_secret) != (made.settings, made.typed)

    @work(exclusive=True, group="dialog")
    async def action_choose_format(self) -> None:
        """A format, or a deployment."""
        deployments = await self._deployments() or ()
        await self._pick_what([*deployments, *await self.desk.workspace.exports.formats()])

    @work(exclusive=True, group="dialog")
    async def action_choose_deployment(self) -> None:
        """All formats of a deployment at once."""
        deployments = await self._deployments()
        if deployments:
            await self._pick_what(deployments)
        elif deployments is not None:
            self.notify("config.toml names no deployment: [deployments.NAME] in config.example.toml", markup=False)

    async def _deployments(self) -> "Sequence[Choice] | None":
        """None, and a word, where config.toml has one that is none."""
        try:
            return await self.desk.workspace.exports.deployments()
        except SmtptuiError as error:
            self.complain(error.message, error.advice)
            return None

    async def _pick_what(self, choices: "Sequence[Choice]") -> None:
        from smtptui.tui.dialogs.format_picker import FormatPicker
        from smtptui.tui.live_export import key_of_choice

        live = self._export
        live.recall(await self.desk.workspace.exports.last_used(), choices)
        current = key_of_choice(live.wish.choice) if live.wish else None
        key = await self.app.push_screen_wait(FormatPicker(choices, live.recent, current))
        if key is not None:
            live.choose(next(one for one in choices if key_of_choice(one) == key))
            self._prepare()

    @work(exclusive=True, group="dialog")
    async def action_choose_target(self) -> None:
        """The version of the program that reads the file."""
        from textual.content import Content

        from smtptui.tui.dialogs.pick import PickDialog
        from smtptui.tui.widgets.listing import Listing, PickItem

        wish = self._export.wish
        if wish is None:
            return
        lines = [(one, PickItem(Content(one)), "") for one in wish.choice.targets]
        target = await self.app.push_screen_wait(PickDialog("which one reads it?", Listing.of(lines)))
        if target is not None:
            self._export.change(wish._replace(target=target))
            self._prepare()

    @work(exclusive=True, group="dialog")
    async def action_export_path(self) -> None:
        """Another path than the usual one."""
        from smtptui.tui.dialogs.ask import AskDialog

        wish = self._export.wish
        if wish is None:
            return
        usual = wish.choice.path
        hint = f"usually {usual}" if usual else "it has no usual place"
        answer = await self.app.push_screen_wait(AskDialog("the file to write", wish.path or usual, hint))
        if answer is not None:
            self._export.change(wish._replace(path=answer if answer != usual else None))
            self._prepare()

    def action_whole_export(self) -> None:
        """The whole file, or only what changes."""
        self._export.whole = not self._export.whole
        self._draw_export()

    def action_show_export_secret(self) -> None:
        """Show the secret in the preview, or mask it again."""
        self._export.shown = not self._export.shown
        self._prepare()
