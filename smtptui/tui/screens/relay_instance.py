"""Another Postfix of this machine on the Relay screen."""

from textual import work

from smtptui.tui.screens.relay_filter import RelayFilter


class RelayInstance(RelayFilter):
    """What was seen of the one before is forgotten."""

    @work(exclusive=True, group="dialog")
    async def action_instance(self) -> None:
        """Choose one, and look at it."""
        from smtptui.tui.dialogs.instance_picker import InstancePicker

        current = self.status.config_directory if self.status else None
        folder = await self.app.push_screen_wait(InstancePicker(await self._relay.instances(), current))
        if folder and folder != current:
            self._relay.choose(folder)
            self._trend.forget()
            self.status = self.only = None
            self.wait()
            self.look_at_once()
