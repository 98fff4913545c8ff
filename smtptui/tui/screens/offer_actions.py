"""What the form offers and a key takes: another provider, found by an address or by DNS."""

from functools import partial
from typing import TYPE_CHECKING

from textual import on, work

from smtptui.errors import MisuseError
from smtptui.model.provider import Provider
from smtptui.text import printable
from smtptui.tui.actions import UNDO
from smtptui.tui.desk import OpenProfile
from smtptui.tui.form.fields import Field
from smtptui.tui.reversible import TakeBack, changed
from smtptui.tui.screens.undo_actions import UndoActions
from smtptui.tui.undo import Deed
from smtptui.tui.widgets.field_row import FieldRow
from smtptui.tui.widgets.settings_pane import SettingsPane

if TYPE_CHECKING:
    from smtptui.core.workspace.catalogue import MxAnswer


class OfferActions(UndoActions):
    """Nothing is looked up, and nothing changed, before the operator says so."""

    @on(FieldRow.ProviderOffered)
    async def _provider_offered(self, event: FieldRow.ProviderOffered) -> None:
        event.stop()
        if self.desk.current is not None:
            await self._take_provider(self.desk.current, self.desk.workspace.catalogue.provider(event.provider))

    @on(SettingsPane.ProviderWanted)
    def _provider_wanted(self) -> None:
        self._change_provider()

    @work(exclusive=True, group="dialog")
    async def _change_provider(self) -> None:
        opened = self.desk.current
        provider = await self._picked_provider(opened.provider.name) if opened else None
        if opened is not None and provider is not None and provider.name != opened.provider.name:
            await self._take_provider(opened, provider)

    async def _take_provider(self, opened: OpenProfile, provider: Provider) -> None:
        """What the other provider has no field for is put aside; one key brings all of it back."""
        words = f"{opened.provider.title} → {provider.title} in {opened.title}"
        take_back = changed(opened, partial(opened.take_provider, provider))
        self.did(Deed(words, partial(self._leave_provider, opened, take_back), opened))
        await self._show_provider()
        self.notify(f"the form is {provider.title}'s now; {self.key_of(UNDO)} takes it back", markup=False)

    async def _leave_provider(self, opened: OpenProfile, take_back: TakeBack) -> bool:
        self.put_back(opened, take_back)
        if opened is self.desk.current:
            await self._show_provider()
        return True

    async def _show_provider(self) -> None:
        await self.form.rebuild()
        self.show_state()

    @work(exclusive=True, group="dialog")
    async def action_ask_mx(self) -> None:
        """Ask DNS who takes mail for the domain of the From address, or of the user name."""
        opened = self.desk.current
        if opened is None:
            return
        address = _address(opened)
        if address is None:
            self.complain("there is no address yet to ask DNS about", "type the From address first")
            return
        try:
            answer = await self.desk.workspace.catalogue.ask_mx(address)
        except MisuseError as error:
            self.complain(error.message, error.advice)
            return
        provider = answer.provider
        if provider is None or provider.name == opened.provider.name:
            self.notify(_in_words(answer), markup=False, timeout=10)
        elif await self.confirmed(f"use {provider.title}?", _in_words(answer), f"use {provider.title}", "no"):
            await self._take_provider(opened, provider)


def _address(opened: OpenProfile) -> str | None:
    """The From address whatever is wrong with it; a user name only where it is an address: a key's id is no domain."""
    username = opened.draft[Field.USERNAME].strip()
    return opened.draft[Field.FROM_ADDRESS].strip() or (username if "@" in username else None)


def _in_words(answer: "MxAnswer") -> str:
    domain, host = printable(answer.domain), printable(next(iter(answer.hosts), ""))
    if answer.problem is not None:
        return f"who takes mail for {domain} is not known: {answer.problem}"
    if not answer.hosts:
        return f"{domain} names no server that takes mail"
    where = f"at {answer.provider.title}" if answer.provider else "at nobody whom the catalogue knows"
    return f"mx of {domain} is {where}: {host}"
