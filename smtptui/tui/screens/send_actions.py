"""Sending from the app: what is asked before, one message or several, and what the Send room shows around them."""

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import TYPE_CHECKING

from textual import on, work
from textual.worker import Worker

from smtptui.errors import ConfigurationError, MisuseError, WriteError
from smtptui.model.settings import Settings
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.draft import DraftError
from smtptui.tui.mail import MailError
from smtptui.tui.messages import PathsTyped, SendWanted
from smtptui.tui.rooms import SEND
from smtptui.tui.screens.session_actions import group_of
from smtptui.tui.screens.size_actions import SizeActions
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.core.limits import LimitUse
    from smtptui.model.report import SessionEvent, SessionReport
    from smtptui.smtp.message import Draft
    from smtptui.tui.doubt import Doubt
    from smtptui.tui.live_batch import LiveBatch
    from smtptui.tui.live_session import LiveSession

_PAST_SENDS = 200
_UNDER_WAY = "a message is under way", "Escape cancels it"


class SendActions(SizeActions):
    """A message is made in a worker: it reads files, and it may ask whether a limit may be passed."""

    async def action_send(self) -> None:
        """Send the test message; from another room, go to it first."""
        if self._section != SEND:
            await self.show_section(SEND)
            return
        self._send_wanted()

    @on(SendWanted)
    def _send_wanted(self) -> None:
        opened = self.desk.current
        if opened is None:
            return
        if self._is_running(opened, Use.SEND):
            self.complain(*_UNDER_WAY)
        else:
            self._send(opened)

    @work(exclusive=True, group="send")
    async def _send(self, opened: OpenProfile) -> None:
        settings = self._settings_of(opened)
        if settings is None:
            return
        try:
            written, rate_per_s = opened.mail.written, opened.mail.rate_per_s
            drafts = await self.desk.workspace.files.mail_drafts(settings, written)
        except MailError as error:
            self.complain(f"give {error}")
            return
        except MisuseError as error:
            self.complain(error.message, error.advice)
            return
        if not await self._size_allows(opened, settings, drafts[0]) or not await self._limits_allow(settings, drafts):
            return
        if not self._is_running(opened, Use.SEND):
            await self._start(opened, settings, drafts, rate_per_s)

    async def _limits_allow(self, settings: Settings, drafts: "Sequence[Draft]") -> bool:
        """Ask once for all messages, where one of them would pass a limit that is known."""
        from smtptui.core.limits import warning_of, would_pass

        recipients = sum(len(draft.to_addresses) for draft in drafts)
        use = would_pass(await self._limits(settings), len(drafts), recipients)
        if use is None:
            return True
        return await self.confirmed(
            "send all the same?", warning_of(use, len(drafts), self.now.tzinfo), "send", "do not send"
        )

    async def _limits(self, settings: Settings) -> "Sequence[LimitUse]":
        try:
            return await self.desk.workspace.history.limits(settings)
        except WriteError as error:
            self.notify(f"the limits are not known: {error.message}", severity="warning", markup=False)
            return ()

    async def _start(
        self, opened: OpenProfile, settings: Settings, drafts: "Sequence[Draft]", rate_per_s: float | None
    ) -> None:
        from smtptui.tui.live_batch import LiveBatch

        workspace, typed = self.desk.workspace, opened.draft.typed_secret
        if self.rooms.send is not None:
            self.rooms.send.fold()
        if len(drafts) == 1:
            opened.batch = None
            events = workspace.sessions.send(settings, typed, drafts[0], self._lend_terminal)
            await self._begin(Use.SEND, opened, settings, events, drafts[0])
            return
        batch = opened.batch = LiveBatch(len(drafts), rate_per_s, drafts)
        events = workspace.sessions.send_many(settings, typed, drafts, rate_per_s, self._lend_terminal)

        async def follow() -> None:
            await self._follow_many(opened, batch, settings, events)

        _: Worker[None] = self.run_worker(follow, group=group_of(opened, Use.SEND), exclusive=True)
        await self.show_section(SEND)

    async def _follow_many(
        self,
        opened: OpenProfile,
        batch: "LiveBatch",
        settings: Settings,
        events: "AsyncGenerator[SessionEvent, None]",
    ) -> None:
        """The room shows the last message that has ended, and at first the one that is under way."""
        from smtptui.model.report import SessionReport
        from smtptui.tui.doubt import Doubt

        doubt = Doubt(self.desk.workspace.history)
        session = opened.sessions[Use.SEND] = self._next_session(opened, batch, settings)
        was_cancelled = True
        try:
            async with aclosing(events) as stream:
                async for event in stream:
                    if session.report is not None:
                        session = self._next_session(opened, batch, settings)
                    session.take(event)
                    if isinstance(event, SessionReport):
                        opened.sessions[Use.SEND] = session
                        batch.take(event)
                        await self._keep_report(event, doubt)
                    self.post_message(self.Advanced(opened, session))
                    await doubt.before(event, session)
            was_cancelled = False
        finally:
            await self._end_of_many(opened, batch, session, doubt, was_cancelled=was_cancelled)

    def _next_session(self, opened: OpenProfile, batch: "LiveBatch", settings: Settings) -> "LiveSession":
        from smtptui.tui.live_session import LiveSession

        of_saved = not opened.draft.is_unsaved
        return LiveSession.of(Use.SEND, settings, of_saved=of_saved, began=self.now, message=batch.next_message)

    async def _end_of_many(
        self, opened: OpenProfile, batch: "LiveBatch", session: "LiveSession", doubt: "Doubt", *, was_cancelled: bool
    ) -> None:
        """A message that was cut off after its DATA had begun has a report too."""
        was_under_way = session.running
        if was_under_way:
            session.cancel()
        cut_off = session.report if was_under_way else None
        if cut_off is not None:
            opened.sessions[Use.SEND] = session
            batch.take(cut_off)
        batch.end(cancelled=was_cancelled)
        self.post_message(self.Advanced(opened, session))
        if cut_off is not None:
            await self._keep_report(cut_off, doubt)
        await self._list_last_sessions()

    async def _keep_report(self, report: "SessionReport", doubt: "Doubt") -> None:
        """One of several goes into the history; the lists are read again at the end."""
        try:
            await doubt.end(report, Use.SEND.value)
        except WriteError as error:
            self.notify(f"not in the history: {error.message}", severity="warning", markup=False)

    async def _list_last_sessions(self) -> None:
        try:
            self.last_sessions = await self.desk.workspace.history.last_sessions()
        except WriteError:
            # Said already, when the messages were to go into it.
            return
        self.show_list()
        self._look_at_sends()

    def _is_running(self, opened: OpenProfile, use: Use) -> bool:
        several = use is Use.SEND and opened.batch is not None and opened.batch.running
        return several or super()._is_running(opened, use)

    async def _remember(self, report: "SessionReport", use: Use, doubt: "Doubt") -> None:
        await super()._remember(report, use, doubt)
        if use is Use.SEND:
            self._look_at_sends()

    async def show_section(self, section: str, *, focus: bool = True) -> None:
        """Enter a room; the Send room knows the limits and the last recipients."""
        await super().show_section(section, focus=focus)
        if self.rooms.send is not None:
            self._look_at_sends()

    @work(exclusive=True, group="sends")
    async def _look_at_sends(self) -> None:
        """For the gauge, and for the recipients that are offered."""
        from smtptui.model.history import Wanted
        from smtptui.tui.offers import recent_recipients

        opened, workspace = self.desk.current, self.desk.workspace
        if opened is None:
            return
        try:
            settings = workspace.catalogue.resolve(opened.draft.profile())
            uses = await self._limits(settings)
            recent = recent_recipients(await workspace.history.recent(Wanted(kind="send"), _PAST_SENDS))
        except (ConfigurationError, DraftError, WriteError):
            # The form says what is wrong with it; a history that cannot be read is said when a session ends.
            return
        if self.rooms.send is not None and opened is self.desk.current:
            self.rooms.send.show_limits(uses, self.now)
            self.rooms.send.show_recipients(recent)

    @on(PathsTyped)
    def _paths_typed(self, event: PathsTyped) -> None:
        self._look_at_paths(event.attribute, event.typed)

    @work(exclusive=True, group="paths")
    async def _look_at_paths(self, attribute: str, typed: str) -> None:
        opened = self.desk.current
        seen = await self.desk.workspace.files.seen(typed)
        if self.rooms.send is not None:
            weight = await self._weight(opened, seen) if opened and attribute == "files" else ()
            self.rooms.send.show_paths(attribute, typed, seen, weight)
