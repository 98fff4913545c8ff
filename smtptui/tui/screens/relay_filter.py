"""The messages of one reason: chosen, listed alone, and all again."""

from dataclasses import replace

from textual import work
from textual.content import Content

from smtptui.model.relay import WaitingReason
from smtptui.tui.relay_words import meaning
from smtptui.tui.screens.relay_watch import RelayWatch
from smtptui.tui.widgets.listing import Listing, PickItem
from smtptui.tui.words import count


class RelayFilter(RelayWatch):
    """Counts and reasons stay those of all messages."""

    @property
    def reasons(self) -> tuple[WaitingReason, ...]:
        """Why messages wait; empty where nobody knows."""
        return self.status.queue.reasons if self.status and self.status.queue else ()

    @work(exclusive=True, group="dialog")
    async def action_only(self) -> None:
        """Choose a reason, and list its messages alone."""
        from smtptui.tui.dialogs.pick import PickDialog

        reasons = self.reasons
        lines = [_line(place, one) for place, one in enumerate(reasons)]
        title, nouns = "only the messages that wait for", ("reason", "reasons")
        dialog = PickDialog(title, Listing.of(lines), nouns=nouns, in_full=True)
        if (chosen := await self.app.push_screen_wait(dialog)) is not None:
            self._list_only(reasons[int(chosen)])

    def action_all(self) -> None:
        """List all messages again."""
        self._list_only(None)

    def _list_only(self, reason: WaitingReason | None) -> None:
        self.only = reason
        self._messages.border_title = "reading the queue …"
        self.refresh_bindings()
        self._queue.focus()
        # What is being read is the list of before.
        self.look_at_once()

    async def read(self) -> None:
        """Of the one reason, too, it is told how many messages it keeps now."""
        await super().read()
        if (only := self.only) is not None:
            found = (one for one in self.reasons if one.kind == only.kind)
            self.only = next(found, replace(only, messages=0))


def _line(place: int, reason: WaitingReason) -> tuple[str, PickItem, str]:
    right = Content.styled(count(reason.messages, "message"), "$text-muted")
    words = meaning(reason.diagnosis, reason.text)
    full = Content(words) if words == reason.text else Content.assemble(words, "  ", (reason.text, "$text-muted"))
    return str(place), PickItem(Content(words), "", right, lambda: full), reason.text
