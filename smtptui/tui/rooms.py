"""The rooms beside the form. Each is imported and made when it is first entered: the form is there the sooner."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from smtptui.tui.widgets.history_pane import HistoryPane
    from smtptui.tui.widgets.inbox_pane import InboxPane
    from smtptui.tui.widgets.probe_pane import ProbePane
    from smtptui.tui.widgets.send_pane import SendPane

SETTINGS, PROBE, SEND, HISTORY, INBOX = "Settings", "Probe", "Send", "History", "Inbox"
BESIDE = (PROBE, SEND, HISTORY, INBOX)


class Rooms:
    """A room is None until it was entered."""

    def __init__(self) -> None:
        self.probe: ProbePane | None = None
        self.send: SendPane | None = None
        self.history: HistoryPane | None = None
        self.inbox: InboxPane | None = None

    def entered(self, name: str) -> "Widget | None":
        """The room of this name."""
        return {PROBE: self.probe, SEND: self.send, HISTORY: self.history, INBOX: self.inbox}[name]

    def made(self, name: str) -> "Widget":
        """The room of this name, made now."""
        return {PROBE: self._probe, SEND: self._send, HISTORY: self._history, INBOX: self._inbox}[name]()

    def _probe(self) -> "ProbePane":
        from smtptui.tui.widgets.probe_pane import ProbePane

        self.probe = ProbePane()
        return self.probe

    def _send(self) -> "SendPane":
        from smtptui.tui.widgets.send_pane import SendPane

        self.send = SendPane()
        return self.send

    def _history(self) -> "HistoryPane":
        from smtptui.tui.widgets.history_pane import HistoryPane

        self.history = HistoryPane()
        return self.history

    def _inbox(self) -> "InboxPane":
        from smtptui.tui.widgets.inbox_pane import InboxPane

        self.inbox = InboxPane()
        return self.inbox
