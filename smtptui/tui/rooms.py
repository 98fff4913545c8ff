"""The rooms beside the form. Each is imported and made when it is first entered: the form is there the sooner."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.widget import Widget

    from smtptui.tui.widgets.export_pane import ExportPane
    from smtptui.tui.widgets.history_pane import HistoryPane
    from smtptui.tui.widgets.inbox_pane import InboxPane
    from smtptui.tui.widgets.probe_pane import ProbePane
    from smtptui.tui.widgets.send_pane import SendPane

SETTINGS, PROBE, SEND, HISTORY, EXPORT, INBOX = "Settings", "Probe", "Send", "History", "Export", "Inbox"
BESIDE = (PROBE, SEND, HISTORY, EXPORT, INBOX)


class Rooms:
    """A room is None until it was entered."""

    def __init__(self) -> None:
        self.probe: ProbePane | None = None
        self.send: SendPane | None = None
        self.history: HistoryPane | None = None
        self.export: ExportPane | None = None
        self.inbox: InboxPane | None = None

    def entered(self, name: str) -> "Widget | None":
        """The room of this name."""
        rooms: dict[str, Widget | None] = {PROBE: self.probe, SEND: self.send, HISTORY: self.history}
        return (rooms | {EXPORT: self.export, INBOX: self.inbox})[name]

    def made(self, name: str) -> "Widget":
        """The room of this name, made now."""
        makers = {PROBE: self._probe, SEND: self._send, HISTORY: self._history}
        return (makers | {EXPORT: self._export, INBOX: self._inbox})[name]()

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

    def _export(self) -> "ExportPane":
        from smtptui.tui.widgets.export_pane import ExportPane

        self.export = ExportPane()
        return self.export

    def _inbox(self) -> "InboxPane":
        from smtptui.tui.widgets.inbox_pane import InboxPane

        self.inbox = InboxPane()
        return self.inbox
