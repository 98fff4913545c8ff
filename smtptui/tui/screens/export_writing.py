"""Write what the Export room shows, and verify the files that are there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from smtptui.errors import WriteError
from smtptui.text import printable
from smtptui.tui.keys import key_of
from smtptui.tui.screens.export_actions import ExportActions

if TYPE_CHECKING:
    from smtptui.core.workspace.exports import Wish
    from smtptui.tui.live_export import Made


class ExportWriting(ExportActions):
    """What came of it stands in a line of the room."""

    def action_write_export(self) -> None:
        """Write what is on the screen; where no path is known yet, ask for one."""
        live = self._export
        if live.is_preparing or live.made is None:
            self.notify("not yet: it is being prepared", markup=False)
        elif self._has_changed(live.made):
            self.notify("the form has changed: this is what would be written now", markup=False)
            self._prepare()
        elif not live.made.plan.files:
            self.action_export_path()
        elif not live.is_writing:
            self._write_export(live.made)

    @work(group="export-write")
    async def _write_export(self, made: "Made") -> None:
        from smtptui.tui.live_export import said_of_refused, said_of_written

        live, exports = self._export, self.desk.workspace.exports
        wish, live.is_writing = live.wish, True
        try:
            if made.losing and not await self._may_lose(made.losing):
                return
            placed = await exports.write(made.plan)
            live.said = said_of_written(made.plan, placed, exports.kept_in)
            await self._remember_export(wish)
        except WriteError as error:
            live.said = said_of_refused(error)
        finally:
            live.is_writing = False
        self._prepare()

    async def _remember_export(self, wish: "Wish | None") -> None:
        from smtptui.model.last_export import LastExport
        from smtptui.tui.live_export import key_of_choice

        if wish is None:
            return
        try:
            await self.desk.workspace.exports.remember(LastExport(key_of_choice(wish.choice), wish.target, wish.path))
        except WriteError as error:
            # The files are written all the same.
            self.complain(error.message, error.advice)

    async def _may_lose(self, paths: Sequence[Path]) -> bool:
        text = "\n".join(f"{printable(str(path))} holds more than is written." for path in paths)
        hint = "A copy of it stays beside it." if self.desk.workspace.exports.kept_in is None else ""
        return await self.confirmed("replace it whole?", f"{text}\n{hint}".strip(), "replace", "keep")

    @work(exclusive=True, group="verify")
    async def action_verify_export(self, real: bool) -> None:
        """Read the files that are there, and say how they differ from the profile."""
        from smtptui.tui.live_export import said_of_refused, said_of_verified

        live, made = self._export, self._export.made
        if made is None:
            return
        if not made.plan.files:
            self.notify(f"it has no usual place: {key_of(self.app, 'export_path')} names a path", markup=False)
            return
        try:
            found = await self.desk.workspace.exports.verified(made.plan, real=real)
            live.said = said_of_verified(found, real=real)
        except WriteError as error:
            live.said = said_of_refused(error)
        self._draw_export()
