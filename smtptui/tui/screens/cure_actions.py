"""One key mends what a setting can mend: it changes the form, and probes again."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on

from smtptui.tui.actions import FIX, UNDO
from smtptui.tui.desk import OpenProfile
from smtptui.tui.keys import key_of
from smtptui.tui.messages import CureWanted
from smtptui.tui.reversible import TakeBack
from smtptui.tui.rooms import SEND, SETTINGS
from smtptui.tui.screens.undo_actions import UndoActions
from smtptui.tui.undo import Deed
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.core.cures import Fix
    from smtptui.tui.live_session import LiveSession


class CureActions(UndoActions):
    """The verdict offers a fix where there is one, else the way to the field. Nothing is saved here.

    What finds and applies fixes is imported when a session has failed.
    """

    def refresh_room(self) -> None:
        """Draw the sessions, each with the fix that it calls for."""
        opened = self.desk.current
        for session in opened.sessions.values() if opened else ():
            if opened and session.report is not None and not session.examined:
                self._examine(opened, session)
        super().refresh_room()
        self.refresh_bindings()

    def _examine(self, opened: OpenProfile, session: "LiveSession") -> None:
        session.examined = True
        if session.report is not None and session.report.ok:
            opened.tried.clear()
            return
        from smtptui.tui.fixing import fix_of

        session.fix = fix_of(opened, session, self.desk.workspace.catalogue)
        session.offer = f"{self.key_of(FIX)} {session.fix.offer}" if session.fix else None

    @property
    def _shown(self) -> "LiveSession | None":
        """The session that the fix key is about."""
        opened = self.desk.current
        return opened.sessions.get(Use.SEND if self._section == SEND else Use.PROBE) if opened else None

    @on(CureWanted)
    async def _cure(self) -> None:
        from smtptui.tui.cure import cure_of

        session = self._shown
        if session is not None and session.fix is not None:
            await self.action_fix()
            return
        field = cure_of(session.report) if session and session.report else None
        if field is not None:
            await self.show_section(SETTINGS, focus=False)
            await self.form.go_to(field)

    async def action_fix(self) -> None:
        """Apply the fix that is offered, say what it changed, and probe again."""
        opened, session = self.desk.current, self._shown
        if opened is None or session is None or session.fix is None:
            return
        settings = self._settings_of(opened)
        if settings is None:
            return
        from smtptui.tui.fixing import apply, provider_of, still_holds

        if not still_holds(session.fix, settings):
            self.complain(
                "the form has changed since this probe", f"{key_of(self.app, 'probe')} tries what stands there now"
            )
            return
        fix, session.fix, session.offer = session.fix, None, None
        take_back = apply(fix, opened, provider_of(opened, settings, self.desk.workspace.catalogue))
        self._did_fix(opened, fix, take_back)
        await self._redraw_form()
        await self.action_probe()
        self._note(opened, session, f"{fix.words}; {self.key_of(UNDO)} undoes it")

    def _did_fix(self, opened: OpenProfile, fix: "Fix", take_back: TakeBack) -> None:
        opened.tried |= {fix.before, fix.after}
        self.did(Deed(f"{fix.words} in {opened.title}", partial(self._undo_fix, opened, fix, take_back), opened))

    def _note(self, opened: OpenProfile, before: "LiveSession", words: str) -> None:
        """Say it under the verdict of the probe that has begun since `before`."""
        begun = opened.sessions.get(Use.PROBE)
        if begun is not None and begun is not before:
            begun.note = words
            self.refresh_room()

    async def _undo_fix(self, opened: OpenProfile, fix: "Fix", take_back: TakeBack) -> bool:
        """The former values again; what was typed over the fix since then stays."""
        self.put_back(opened, take_back)
        last = opened.sessions.get(Use.PROBE)
        if last is not None and last.note:
            last.note = f"{fix.words}; undone since"
        if last is None or last.report is None or last.report.ok:
            opened.tried.clear()
        if opened is self.desk.current:
            await self._redraw_form()
            self.refresh_room()
        return True

    async def _redraw_form(self) -> None:
        await self.form.rebuild()
        self.show_state()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a fix only where a session has failed for a reason that a setting cures."""
        if action == FIX.name and (self._shown is None or self._shown.fix is None):
            return False
        return super().check_action(action, parameters)
