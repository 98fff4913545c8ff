"""What runs on the network: probes and test messages. Leaving the app ends them; looking elsewhere does not."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing, contextmanager
from typing import TYPE_CHECKING

from textual import on
from textual.message import Message
from textual.worker import Worker

from smtptui.errors import ConfigurationError, WriteError
from smtptui.model.settings import Settings
from smtptui.tui.desk import OpenProfile
from smtptui.tui.rooms import PROBE, SEND, SETTINGS
from smtptui.tui.screens.profile_actions import ProfileActions
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.model.fingerprint import LastGood
    from smtptui.model.report import SessionEvent, SessionReport
    from smtptui.smtp.message import Draft
    from smtptui.tui.doubt import Doubt
    from smtptui.tui.live_session import LiveSession

_ROOM = {Use.PROBE: PROBE, Use.SEND: SEND}


class SessionActions(ProfileActions):
    """A worker a session: it iterates the events and posts them, a handler draws."""

    class Advanced(Message):
        """A session went on."""

        def __init__(self, opened: OpenProfile, session: "LiveSession") -> None:
            super().__init__()
            self.opened = opened
            self.session = session

        def can_replace(self, message: Message) -> bool:
            """A burst of events is drawn once."""
            return isinstance(message, SessionActions.Advanced) and message.session is self.session

    async def action_probe(self) -> None:
        """Try the values on the screen."""
        opened = self.desk.current
        settings = self._settings_of(opened) if opened else None
        if opened is None or settings is None:
            return
        events = self.desk.workspace.sessions.probe(settings, opened.draft.typed_secret, self._lend_terminal)
        await self._begin(Use.PROBE, opened, settings, events)

    def _settings_of(self, opened: OpenProfile) -> Settings | None:
        """The settings on the screen; where they make none, what is wrong is said."""
        profile = self._profile_of(opened)
        if profile is None:
            return None
        try:
            return self.desk.workspace.catalogue.resolve(profile)
        except ConfigurationError as error:
            self.complain(error.message, error.advice)
            return None

    async def _begin(
        self,
        use: Use,
        opened: OpenProfile,
        settings: Settings,
        events: "AsyncGenerator[SessionEvent, None]",
        message: "Draft | None" = None,
    ) -> None:
        from smtptui.tui.live_session import LiveSession

        of_saved = not opened.draft.is_unsaved
        session = LiveSession.of(use, settings, of_saved=of_saved, began=self.now, message=message)
        opened.sessions[use] = session

        async def follow() -> None:
            await self._follow(opened, session, events)

        _: Worker[None] = self.run_worker(follow, group=group_of(opened, use), exclusive=True)
        await self.show_section(_ROOM[use], focus=not self._reads_along(_ROOM[use]))

    def _reads_along(self, room: str) -> bool:
        """Whether a transcript is read there: it goes on with the new session's."""
        from smtptui.tui.widgets.transcript import Transcript

        return self.is_in(room) and isinstance(self.focused, Transcript) and self.focused.is_read

    async def _follow(
        self, opened: OpenProfile, session: "LiveSession", events: "AsyncGenerator[SessionEvent, None]"
    ) -> None:
        from smtptui.tui.doubt import Doubt

        doubt = Doubt(self.desk.workspace.history)
        try:
            session.good = await self._last_good(session.settings)
            async with aclosing(events) as stream:
                async for event in stream:
                    session.take(event)
                    self.post_message(self.Advanced(opened, session))
                    await doubt.before(event, session)
        finally:
            if session.running:
                session.cancel()
            self.post_message(self.Advanced(opened, session))
            if session.report is not None:
                await self._remember(session.report, session.use, doubt)

    async def _last_good(self, settings: Settings) -> "LastGood | None":
        """From the history; that it cannot be read is said when the session goes into it."""
        try:
            return await self.desk.workspace.history.last_good(settings)
        except WriteError:
            return None

    async def _remember(self, report: "SessionReport", use: Use, doubt: "Doubt") -> None:
        """Into the history; one that cannot be written never hides a result."""
        try:
            await doubt.end(report, use.value)
            self.last_sessions = await self.desk.workspace.history.last_sessions()
        except WriteError as error:
            self.notify(f"not in the history: {error.message}", severity="warning", markup=False)
        self.show_list()

    @on(Advanced)
    async def _advanced(self, event: Advanced) -> None:
        if event.opened is self.desk.current:
            self.refresh_room()

    def _is_running(self, opened: OpenProfile, use: Use) -> bool:
        """Whether the profile's probe, or its message, is under way."""
        session = opened.sessions.get(use)
        return session is not None and session.running

    @property
    def sending(self) -> list[OpenProfile]:
        """The profiles whose message is under way."""
        return [one for one in self.desk.opened if self._is_running(one, Use.SEND)]

    async def action_cancel(self) -> None:
        """End what runs here; where nothing runs, go back to the form."""
        opened = self.desk.current
        running = [use for use in Use if opened and self._is_running(opened, use) and self._section == _ROOM[use]]
        if opened is not None and running:
            self.workers.cancel_group(self, group_of(opened, running[0]))
        elif self._section != SETTINGS:
            await self.show_section(SETTINGS)

    @contextmanager
    def _lend_terminal(self) -> Iterator[None]:
        """The terminal belongs to somebody else for a while: a command that asks for a passphrase."""
        with self.app.suspend():
            yield


def group_of(opened: OpenProfile, use: Use) -> str:
    """What its worker is cancelled by."""
    return f"{use}-{id(opened)}"
