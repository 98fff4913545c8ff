"""A past session as the screen draws sessions, from what the history kept of it."""

from datetime import tzinfo

from smtptui.model.endpoint import Endpoint
from smtptui.model.history import HistoryEntry
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.security import Security
from smtptui.tui.live_session import LiveSession, StageLine
from smtptui.tui.use import Use


class PastSession(LiveSession):
    """A session that ended long ago."""

    @classmethod
    def from_history(cls, entry: HistoryEntry, report: SessionReport, zone: tzinfo | None) -> "PastSession":
        """The session of this entry; its time is told in `zone`."""
        # Rows of early versions have no port; nothing that is drawn without stages shows it.
        endpoint = report.endpoint or Endpoint(entry.host or "", 0, Security.NONE)
        settings = Settings(entry.profile, entry.provider, endpoint, username=entry.username)
        lines = [StageLine(stage.stage, report=stage) for stage in report.stages]
        session = cls(Use(entry.kind), settings, of_saved=True, began=entry.when.astimezone(zone), lines=lines)
        session.take(report)
        return session

    @property
    def tested(self) -> str:
        """When it was."""
        return f"{self.began:%Y-%m-%d %H:%M:%S}"
