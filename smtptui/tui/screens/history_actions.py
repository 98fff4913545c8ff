"""The History room's actions: look through what was tried and sent, open a session, repeat it."""

from functools import cached_property
from typing import TYPE_CHECKING

from textual import on, work

from smtptui.errors import ConfigurationError, WriteError
from smtptui.tui.desk import OpenProfile
from smtptui.tui.messages import ItemPicked
from smtptui.tui.rooms import HISTORY, SEND
from smtptui.tui.screens.cure_actions import CureActions
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.model.history import HistoryEntry
    from smtptui.model.report import Delivery, SessionReport
    from smtptui.tui.doubt import Doubt
    from smtptui.tui.history_choice import Choice
    from smtptui.tui.widgets.history_pane import HistoryPane

# More than any screen shows, and there at once; the others follow.
_FIRST_ROWS = 200
_IN_THE_ROOM = ("repeat_session", "filter_history", "clear_filter")


class HistoryActions(CureActions):
    """Nothing is sent from here: a message is repeated by the operator, in the Send room."""

    @cached_property
    def _choice(self) -> "Choice":
        from smtptui.tui.history_choice import Choice

        return Choice()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The room's letters are keys only there, where there is something to do it to."""
        if action in _IN_THE_ROOM and not self.is_in(HISTORY):
            return False
        if action == "repeat_session":
            return self._current_entry is not None
        if action == "clear_filter":
            from smtptui.tui.history_choice import Choice

            return self._choice != Choice()
        return super().check_action(action, parameters)

    async def show_section(self, section: str, *, focus: bool = True) -> None:
        """Enter a room; a history that is seen is read anew each time."""
        await super().show_section(section, focus=focus)
        self._load_history()

    def _load_history(self) -> None:
        if self.rooms.history is not None and self.rooms.history.display:
            self._fill_history(self.rooms.history)

    @work(exclusive=True, group="history")
    async def _fill_history(self, pane: "HistoryPane") -> None:
        from smtptui.tui.widgets.history_pane import MAXIMUM_ROWS, Shown

        opened = self._opened_name
        wanted = self._choice.wanted(opened, self.now)
        try:
            for limit in (_FIRST_ROWS, MAXIMUM_ROWS):
                sessions = await self.desk.workspace.history.recent(wanted, limit)
                more = len(sessions) == limit
                pane.show(Shown(sessions, self._choice, opened, self.now, more=more))
                if not more:
                    break
        except WriteError as error:
            self.complain(error.message, error.advice)
        self.refresh_bindings()

    @property
    def _opened_name(self) -> str:
        """The open profile's saved name; a profile that was never saved has no history."""
        current = self.desk.current
        return (current.draft.saved.name if current.draft.saved else current.title) if current else ""

    async def _remember(self, report: "SessionReport", use: Use, doubt: "Doubt") -> None:
        await super()._remember(report, use, doubt)
        self._load_history()

    @work(exclusive=True, group="dialog")
    async def action_filter_history(self) -> None:
        """Choose what is shown; each choice narrows what the ones before left."""
        from smtptui.tui.dialogs.history_filter import HistoryFilter
        from smtptui.tui.history_choice import options

        try:
            found = options(await self.desk.workspace.history.tallies(), self._choice, self._opened_name)
        except WriteError as error:
            self.complain(error.message, error.advice)
            return
        key = await self.app.push_screen_wait(HistoryFilter(found))
        if key is not None:
            self._choose(found[int(key)].choice)

    def action_clear_filter(self) -> None:
        """All sessions of the open profile."""
        from smtptui.tui.history_choice import Choice

        self._choose(Choice())

    def _choose(self, choice: "Choice") -> None:
        self._choice = choice
        self._load_history()

    @on(ItemPicked, "#past")
    def _past_picked(self) -> None:
        if (entry := self._current_entry) is not None:
            self._open_past(entry)

    @property
    def _current_entry(self) -> "HistoryEntry | None":
        """The session under the cursor."""
        return self.rooms.history.current if self.rooms.history is not None else None

    @work(exclusive=True, group="dialog")
    async def _open_past(self, entry: "HistoryEntry") -> None:
        from smtptui.tui.dialogs.past_dialog import PastDialog

        try:
            report = await self.desk.workspace.history.report(entry)
        except WriteError as error:
            self.complain(error.message, error.advice)
            return
        if await self.app.push_screen_wait(PastDialog(entry, report, self.now)):
            await self._repeat(entry)

    @work(exclusive=True, group="dialog")
    async def action_repeat_session(self) -> None:
        """Repeat the session under the cursor."""
        if (entry := self._current_entry) is not None:
            await self._repeat(entry)

    async def _repeat(self, entry: "HistoryEntry") -> None:
        """Probe again; or fill the Send room, where the operator sends."""
        if entry.profile not in self.desk.shelf.profiles:
            self.complain(f"there is no profile {entry.profile} any more", "its sessions stay in the history")
            return
        try:
            opened = self.desk.open(entry.profile)
            report = await self.desk.workspace.history.report(entry)
        except (ConfigurationError, WriteError) as error:
            self.complain(error.message, error.advice)
            return
        if entry.kind == "probe":
            await self.show_profile(opened)
            await self.action_probe()
        elif report.delivery is not None and await self._may_fill(opened, report.delivery):
            await self._fill_send_room(opened, report.delivery)

    async def _may_fill(self, opened: OpenProfile, delivery: "Delivery") -> bool:
        """Whether nothing typed would be lost, or the operator does not mind."""
        mail, usual = opened.mail, opened.draft.saved.to_address if opened.draft.saved else None
        kept_to = mail.to in ("", usual, ", ".join(delivery.to_addresses))
        if kept_to and mail.subject in ("", delivery.subject):
            return True
        text = f"To: {mail.to}\nSubject: {mail.subject}"
        return await self.confirmed("replace the message being written?", text, "replace", "keep")

    async def _fill_send_room(self, opened: OpenProfile, delivery: "Delivery") -> None:
        opened.mail.to = ", ".join(delivery.to_addresses) or opened.mail.to
        opened.mail.subject = delivery.subject or opened.mail.subject
        await self.show_profile(opened)
        await self.show_section(SEND)
        if self.rooms.send is not None:
            self.rooms.send.read_again()
        self.notify("filled in; nothing is sent until you say so", markup=False)
