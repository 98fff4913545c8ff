"""The main screen's side of «probe all»: it owns the probes, so that they go on while their table is not seen."""

import asyncio
from contextlib import aclosing
from datetime import UTC, datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import work

from smtptui.errors import ConfigurationError, WriteError
from smtptui.tui.desk import Desk
from smtptui.tui.rooms import PROBE, SETTINGS
from smtptui.tui.screens.history_actions import HistoryActions
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.core.fleet import Fleet, LiveJob
    from smtptui.model.report import SessionEvent, SessionReport
    from smtptui.tui.fleet import FleetBoard, FleetLine
    from smtptui.tui.screens.probe_all import ProbeAllScreen

# Settings of so many profiles are made between two looks at the keyboard.
_AT_ONCE = 20


class ProbeAllActions(HistoryActions):
    """Only saved profiles are probed, each once; what is typed and not saved is left alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fleet: Fleet | None = None
        self._table: ProbeAllScreen | None = None
        self._picked: str | None = None
        self._ended_at: datetime | None = None
        self._unwritten: list[SessionReport] = []
        self._writing = asyncio.Lock()

    @cached_property
    def board(self) -> "FleetBoard":
        """The profiles that are or were probed; empty at first."""
        from smtptui.tui.fleet import FleetBoard

        return FleetBoard(())

    def action_probe_all(self) -> None:
        """Show the table; where none was made yet, begin."""
        from smtptui.tui.screens.probe_all import ProbeAllScreen

        if not self.board.lines:
            self.again()
        self._take_later_probes()
        self._table = ProbeAllScreen(self, self._picked)
        self.app.push_screen(self._table, self._left_table)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a saved profile there is nothing to probe."""
        if action == "probe_all" and not self.desk.shelf.profiles:
            return False
        return super().check_action(action, parameters)

    def again(self) -> None:
        """Begin anew, with the profiles as they are saved now."""
        self._begin_fleet()

    @work(exclusive=True, group="fleet-begin")
    async def _begin_fleet(self) -> None:
        from smtptui.tui.fleet import FleetBoard

        try:
            await self.desk.refresh()
        except ConfigurationError as error:
            self.complain(error.message, error.advice)
            return
        self.board = FleetBoard(self.desk.shelf.profiles.values())
        self._ended_at = self._picked = None
        self._run_fleet(self.board)
        self._show_fleet()

    def stop(self) -> None:
        """End what has not ended; what has stays."""
        self.workers.cancel_group(self, "fleet")

    def when(self) -> str:
        """How long ago it ended."""
        from smtptui.model.history import age_in_words

        if self._ended_at is None:
            return ""
        age = age_in_words(self.now - self._ended_at)
        return "just now" if age == "now" else f"{age} ago"

    def _take_later_probes(self) -> None:
        """A saved profile that was probed by itself since then shows that."""
        for opened in self.desk.opened:
            name = opened.draft.saved.name if opened.draft.saved else ""
            session, line = opened.sessions.get(Use.PROBE), self.board.lines.get(name)
            if line is not None and session is not None and session.of_saved and session.report is not None:
                line.session = session
                line.judge()

    @work(exclusive=True, group="fleet")
    async def _run_fleet(self, board: "FleetBoard") -> None:
        from smtptui.core.fleet import Fleet

        try:
            self._fleet = Fleet(await self._jobs(board))
            async with aclosing(self._fleet.events()) as events:
                async for name, event in events:
                    await self._take(board.lines[name], event)
        finally:
            board.end()
            self._fleet = None
            self._ended_at = self.now
            self._show_fleet()

    async def _jobs(self, board: "FleetBoard") -> "dict[str, LiveJob]":
        jobs: dict[str, LiveJob] = {}
        for number, line in enumerate(board.lines.values()):
            try:
                line.settings = self.desk.workspace.catalogue.resolve(line.profile)
            except ConfigurationError as error:
                line.refuse(error.message)
                continue
            begin = partial(self.desk.workspace.sessions.probe_beside, line.settings)
            jobs[line.name] = line.settings.account, begin
            if number % _AT_ONCE == 0:
                await asyncio.sleep(0)
        return jobs

    async def _take(self, line: "FleetLine", event: "SessionEvent | None") -> None:
        from smtptui.model.report import SessionReport

        if event is None:
            line.end()
        elif isinstance(event, SessionReport):
            await self._ended(line, event)
        else:
            line.take(event, self.now)
        self._show_fleet(line)

    async def _ended(self, line: "FleetLine", report: "SessionReport") -> None:
        from smtptui.tui.fleet import State

        if line.session is not None:
            # Before it goes into the history itself: a probe that passed is the last good one then.
            line.session.good = await self._last_good(line.session.settings)
        line.take(report, self.now)
        if report.error is not None and line.settings and await self.desk.workspace.secrets.may_ask(line.settings):
            line.state = State.ASKS
        else:
            self._unwritten.append(report)
            self._write_probes()

    def _show_fleet(self, line: "FleetLine | None" = None) -> None:
        """In the table while it is seen, and in the Probe room of a profile that was opened from there."""
        if self._table is not None:
            self._table.changed()
        current = self.desk.current
        if line is not None and line.session and current and current.sessions.get(Use.PROBE) is line.session:
            self.post_message(self.Advanced(current, line.session))

    @work(group="fleet-history")
    async def _write_probes(self) -> None:
        """What has ended since the last write goes into the history together."""
        from smtptui.model.history import entry_of

        async with self._writing:
            reports, self._unwritten = self._unwritten, []
            if not reports:
                return
            try:
                await self.desk.workspace.history.remember_probes(reports)
            except WriteError as error:
                self.notify(f"not in the history: {error.message}", severity="warning", markup=False)
        now = self.now.astimezone(UTC)
        # Not read again: with thousands of profiles that takes longer than a key may wait.
        self.last_sessions = {**self.last_sessions, **{one.profile: entry_of(one, "probe", now) for one in reports}}
        self.show_list()
        self._load_history()

    async def _left_table(self, name: str | None) -> None:
        self._table, self._picked = None, name
        if name is None:
            return
        if name not in self.desk.shelf.profiles:
            self.complain(f"there is no profile {name} any more")
            return
        try:
            await self._open_line(self.board.lines[name])
        except ConfigurationError as error:
            self.complain(error.message, error.advice)

    async def _open_line(self, line: "FleetLine") -> None:
        """The profile, with this session in its Probe room; one that runs there already stays."""
        opened = self.desk.open(line.name)
        if line.session is not None and not self._is_running(opened, Use.PROBE):
            opened.sessions[Use.PROBE] = line.session
        with self.app.batch_update():
            await self.show_profile(opened)
            await self.show_section(SETTINGS if line.problem else PROBE)

    async def action_cancel(self) -> None:
        """End the session that is looked at, also where it is one of many."""
        from smtptui.tui.fleet import UNDER_WAY

        current = self.desk.current
        session = current.sessions.get(Use.PROBE) if current else None
        line = next((line for line in self.board.lines.values() if session and line.session is session), None)
        if self._section == PROBE and line is not None and line.state in UNDER_WAY and self._fleet is not None:
            self._fleet.stop(line.name)
        else:
            await super().action_cancel()
