"""The main screen's side of the local relay: the way to its screen, and what was seen of its queue."""

from typing import TYPE_CHECKING

from smtptui.tui.screens.layout import Layout

if TYPE_CHECKING:
    from smtptui.tui.relay_trend import Trend


class RelayActions(Layout):
    """The trend outlives the screen, so that coming back shows the last minutes."""

    relay_trend: "Trend | None" = None

    def action_relay(self) -> None:
        """Show the local relay."""
        relay = self.desk.workspace.relay
        if relay is None:
            self.notify("The sandbox has no local relay: it is shown by smtptui without demo.", markup=False)
            return
        from smtptui.tui.relay_trend import Trend
        from smtptui.tui.screens.relay import RelayScreen

        self.relay_trend = self.relay_trend or Trend()
        self.app.push_screen(RelayScreen(relay, self.relay_trend, lambda: self.now))
