"""What is typed outlives the app: it is kept while nobody types, and brought back at the next start."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.timer import Timer

from smtptui.errors import ConfigurationError, WriteError
from smtptui.tui.desk import Desk
from smtptui.tui.keys import key_of
from smtptui.tui.messages import MailWritten
from smtptui.tui.screens.profile_actions import ProfileActions

if TYPE_CHECKING:
    from smtptui.model.kept_draft import KeptDraft

_PAUSE_S = 0.5


class DraftActions(ProfileActions):
    """A worker writes after a pause in typing, and only what differs from what was written last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._kept: Sequence[KeptDraft] = []
        self._pause: Timer | None = None
        self._keeping = asyncio.Lock()

    def show_state(self) -> None:
        """Anything may have changed."""
        super().show_state()
        self._keep_soon()

    @on(MailWritten)
    def _keep_soon(self) -> None:
        if self._pause is None:
            self._pause = self.set_timer(_PAUSE_S, self._keep_drafts)
        else:
            self._pause.reset()

    @work(group="drafts")
    async def _keep_drafts(self) -> None:
        self._pause = None
        await self._keep()

    async def _keep(self) -> None:
        # One after the other: what is being written is neither given up for a newer one, nor overtaken by it.
        async with self._keeping:
            drafts = self.desk.kept_drafts()
            if drafts == self._kept:
                return
            self._kept = drafts
            try:
                await self.desk.workspace.drafts.keep(drafts)
            except WriteError as error:
                self.notify(f"drafts are not kept: {error.message}", severity="warning", markup=False)

    async def keep_drafts_at_once(self) -> None:
        """The app ends unasked."""
        if self._pause is not None:
            self._pause.stop()
        await self._keep()

    async def bring_back_drafts(self) -> None:
        """What was typed in an app that ended before it was saved."""
        try:
            left = await self.desk.workspace.drafts.left()
            titles = [title for draft in left if (title := self._brought_back(draft)) is not None]
            if left:
                self._kept = self.desk.kept_drafts()
                await self.desk.workspace.drafts.keep(self._kept)
        except (ConfigurationError, WriteError) as error:
            self.notify(f"drafts are not brought back: {error.message}", severity="warning", markup=False)
            return
        if titles:
            await self._show_brought_back(titles)

    def _brought_back(self, draft: "KeptDraft") -> str | None:
        opened = self.desk.bring_back(draft)
        if opened is None:
            return None
        return opened.title if opened.draft.is_unsaved else f"{opened.title} (its message)"

    async def _show_brought_back(self, titles: Sequence[str]) -> None:
        if self.desk.current is None:
            await self.show_profile(self.desk.opened[0])
        await self.form.rebuild()
        if self.rooms.send is not None:
            self.rooms.send.read_again()
        self.show_state()
        self.show_list()
        way_back = f"{key_of(self.app, 'revert')} takes a form back to what was saved"
        self.notify(f"brought back what was not saved: {', '.join(titles)}\n{way_back}", timeout=10, markup=False)

    async def drop_drafts(self) -> None:
        """The operator leaves without them."""
        if self._pause is not None:
            self._pause.stop()
        self.workers.cancel_group(self, "drafts")
        try:
            await self.desk.workspace.drafts.keep(())
        except WriteError as error:
            self.notify(f"drafts are not removed: {error.message}", severity="warning", markup=False)
