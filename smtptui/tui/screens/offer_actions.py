"""What the form offers and a key takes: another provider, found by an address or by DNS."""

from textual import on, work

from smtptui.core.workspace import MxAnswer
from smtptui.errors import MisuseError
from smtptui.text import printable
from smtptui.tui.form.fields import Field
from smtptui.tui.screens.session_actions import SessionActions
from smtptui.tui.widgets.field_row import FieldRow


class OfferActions(SessionActions):
    """Nothing is looked up, and nothing changed, before the operator says so."""

    @on(FieldRow.ProviderOffered)
    async def _provider_offered(self, event: FieldRow.ProviderOffered) -> None:
        event.stop()
        await self._take_provider(event.provider)

    async def _take_provider(self, name: str) -> None:
        opened = self.desk.current
        if opened is None:
            return
        provider = self.desk.workspace.provider(name)
        opened.take_provider(provider)
        await self.form.rebuild()
        self.show_state()
        self.notify(f"the form is {provider.title}'s now", markup=False)

    @work(exclusive=True, group="dialog")
    async def action_ask_mx(self) -> None:
        """Ask DNS who takes mail for the domain of the From address, or of the user name."""
        opened = self.desk.current
        if opened is None:
            return
        address = opened.draft[Field.FROM_ADDRESS].strip() or opened.draft[Field.USERNAME].strip()
        try:
            answer = await self.desk.workspace.ask_mx(address)
        except MisuseError as error:
            self.complain(error.message, error.advice)
            return
        provider = answer.provider
        if provider is None or provider.name == opened.provider.name:
            self.notify(_in_words(answer), markup=False, timeout=10)
        elif await self.confirmed(f"use {provider.title}?", _in_words(answer), f"use {provider.title}", "no"):
            await self._take_provider(provider.name)


def _in_words(answer: MxAnswer) -> str:
    domain, host = printable(answer.domain), printable(next(iter(answer.hosts), ""))
    if answer.problem is not None:
        return f"who takes mail for {domain} is not known: {answer.problem}"
    if not answer.hosts:
        return f"{domain} names no server that takes mail"
    where = f"at {answer.provider.title}" if answer.provider else "at nobody whom the catalogue knows"
    return f"mx of {domain} is {where}: {host}"
