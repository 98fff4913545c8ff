"""Settings that stand in another program's file become a form."""

import shlex

from textual import on, work

from smtptui.tui.messages import FOUND, FirstRunShown, ItemPicked
from smtptui.tui.screens.paste_actions import PasteActions


class ImportActions(PasteActions):
    """What there is on this machine is listed by existence alone; a file is read when it is named."""

    @work(exclusive=True, group="dialog")
    async def action_import_file(self, path: str = "") -> None:
        """Ask for a file, show what is in it; what is taken goes into a new form, and nowhere else."""
        from smtptui.tui.dialogs.import_file import ImportDialog

        workspace = self.desk.workspace
        found = await self.app.push_screen_wait(ImportDialog(workspace.files, workspace.catalogue.providers(), path))
        if found is not None:
            await self.fill_form(found)

    @on(FirstRunShown)
    @work(group="look")
    async def _look_for_files(self) -> None:
        found = await self.desk.workspace.files.found_here()
        if found and self.first_run is not None:
            self.first_run.offer(found)

    @on(ItemPicked, "#first")
    def _first_import(self, event: ItemPicked) -> None:
        if event.key.startswith(FOUND):
            self.action_import_file(shlex.quote(event.key.removeprefix(FOUND)))
