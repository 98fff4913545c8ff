"""The Probe room's actions: write the report, and try the way to the provider."""

from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.worker import Worker

from smtptui.errors import WriteError
from smtptui.model.endpoint import Endpoint
from smtptui.tui.actions import Action
from smtptui.tui.desk import OpenProfile
from smtptui.tui.keys import key_of
from smtptui.tui.rooms import PROBE
from smtptui.tui.screens.history_actions import HistoryActions
from smtptui.tui.use import Use

if TYPE_CHECKING:
    from smtptui.tui.live_session import LiveSession
    from smtptui.tui.path_trial import PathTrial

_TRYING = "path"


class ProbeActions(HistoryActions):
    """Each is about the probe that ended; nothing is contacted that the operator did not ask for."""

    _OF_PROBE: ClassVar[tuple[str, ...]] = ("write_report", "other_ports", "another_provider", "search", "find")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are keys only in the room, and only where there is something to do."""
        if action in self._OF_PROBE and not (self.is_in(PROBE) and self._probed is not None):
            return False
        return super().check_action(action, parameters)

    def _is_possible(self, action: Action) -> bool:
        """The palette offers them from every room: they go there first."""
        return (
            self._probed is not None
            if action.name.partition("(")[0] in self._OF_PROBE
            else super()._is_possible(action)
        )

    @property
    def _probed(self) -> "tuple[OpenProfile, LiveSession] | None":
        """The open profile and its probe, once that has ended with a report of something that was tried."""
        opened = self.desk.current
        session = opened.sessions.get(Use.PROBE) if opened else None
        if opened is None or session is None or session.report is None or session.report.error is not None:
            return None
        return opened, session

    async def go_where(self, action: str) -> None:
        """The Probe room."""
        if action.partition("(")[0] in self._OF_PROBE:
            await self.show_section(PROBE)
        await super().go_where(action)

    @work(exclusive=True, group="dialog")
    async def action_write_report(self) -> None:
        """Write the Markdown report to a file that the operator names."""
        from smtptui.core.handout import handout
        from smtptui.tui.dialogs.ask import AskDialog

        probed = self._probed
        if probed is None or (report := probed[1].report) is None:
            return
        session = probed[1]
        name = f"{_file_name(report.profile)}-{session.began:%Y-%m-%d-%H%M}.md"
        hint = "Markdown to hand on, secrets masked; only you can read the file."
        answer = await self.app.push_screen_wait(AskDialog("write the report to", name, hint))
        if answer is not None:
            await self._write(Path(answer), handout(report, session.began, session.settings))

    async def _write(self, path: Path, text: str) -> None:
        try:
            written = await self.desk.workspace.files.write_report(path, text)
            if not written:
                if not await self.confirmed("replace it?", f"{path} is there already.", "replace", "keep"):
                    return
                await self.desk.workspace.files.write_report(path, text, replace=True)
        except WriteError as error:
            self.complain(error.message, error.advice)
            return
        self.notify(f"written: {path}", markup=False)

    @work(exclusive=True, group="dialog")
    async def action_search(self) -> None:
        """Search the transcript."""
        from smtptui.tui.dialogs.ask import AskDialog
        from smtptui.tui.widgets.transcript import Transcript

        hint = "Letters or digits of a line, in any case; n goes to the next, N back."
        text = await self.app.push_screen_wait(AskDialog("search the transcript for", hint=hint))
        if text is not None and not self.query_one("#probe #transcript", Transcript).search(text):
            self.notify(f"the transcript has no {text}", markup=False)

    def action_find(self, by: int) -> None:
        """The next line with what was searched for, or the one before."""
        from smtptui.tui.widgets.transcript import Transcript

        self.query_one("#probe #transcript", Transcript).step(by)

    async def action_other_ports(self) -> None:
        """Try the provider's other endpoints, or a custom host's usual ports, without logging in."""
        from smtptui.core.ports import endpoints_of

        probed = self._probed
        if probed is not None:
            self._try(*probed, endpoints_of(probed[1].settings))

    @work(exclusive=True, group="dialog")
    async def action_another_provider(self) -> None:
        """Compare with a provider of the catalogue on the same port."""
        from smtptui.tui.dialogs.provider_picker import ProviderPicker

        probed = self._probed
        if probed is None:
            return
        providers = {one.name: one for one in self.desk.workspace.catalogue.providers() if one.endpoints}
        name = await self.app.push_screen_wait(ProviderPicker(list(providers.values()), None))
        if name is None:
            return
        port = probed[1].settings.endpoint.port
        found = [one.endpoint for one in providers[name].endpoints if one.endpoint.port == port]
        if found:
            self._try(*probed, tuple(found[:1]))
        else:
            ports = ", ".join(str(each) for each in sorted({one.endpoint.port for one in providers[name].endpoints}))
            self.complain(f"{providers[name].title} has no port {port}", f"it has {ports}")

    def _try(self, opened: OpenProfile, session: "LiveSession", endpoints: tuple[Endpoint, ...]) -> None:
        """Try those that nothing is known about yet, unless some are under way."""
        from smtptui.core.ports import of_session
        from smtptui.tui.path_trial import PathTrial

        if session.report is None or (session.path is not None and session.path.under_way):
            return
        session.path = session.path or PathTrial(of_session(session.settings.endpoint, session.report))
        unknown = session.path.unknown(endpoints)
        if not unknown:
            self.notify(f"these were tried already; {key_of(self.app, 'probe')} begins anew", markup=False)
            return
        strangers = [one.host for one in unknown if not self.desk.workspace.sessions.may_contact(one)]
        if strangers:
            self.complain(f"{strangers[0]} is not contacted", "nothing leaves this machine here")
            return
        # A function: a worker that is cancelled before it began leaves no coroutine behind.
        follow = partial(self._follow_path, opened, session, session.path, unknown)
        _: Worker[None] = self.run_worker(follow, group=_group(session))

    async def _follow_path(
        self, opened: OpenProfile, session: "LiveSession", path: "PathTrial", endpoints: tuple[Endpoint, ...]
    ) -> None:
        from smtptui.core.ports import verdict
        from smtptui.model.report import PortReport

        path.begin(endpoints)
        self.post_message(self.Advanced(opened, session))
        try:
            async with aclosing(self.desk.workspace.sessions.survey(session.settings, endpoints)) as fates:
                async for fate in fates:
                    if isinstance(fate, PortReport):
                        path.take(fate)
                        self.post_message(self.Advanced(opened, session))
        finally:
            path.end(verdict(session.settings, path.known))
            session.know_path()
            self.post_message(self.Advanced(opened, session))

    async def action_cancel(self) -> None:
        """End the trial that runs here first."""
        probed = self._probed
        if self._section == PROBE and probed is not None and probed[1].path is not None and probed[1].path.under_way:
            self.workers.cancel_group(self, _group(probed[1]))
            return
        await super().action_cancel()


def _group(session: "LiveSession") -> str:
    return f"{_TRYING}-{id(session)}"


def _file_name(profile: str) -> str:
    """Only what every file system takes."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in profile).lstrip(".") or "probe"
