"""The operator's files, and reports in memory."""

from collections.abc import Sequence
from pathlib import Path

from smtptui.core.files import SeenFiles, seen_files
from smtptui.core.importing.scan import FoundFile
from smtptui.core.pasted import PastedSettings
from smtptui.core.workspace.files import OperatorsFiles
from smtptui.core.written import Written, drafts_of
from smtptui.model.provider import Provider
from smtptui.model.settings import Settings
from smtptui.smtp.message import Draft


class StillFiles:
    """`written` are the mails and `reports` the files that the app made."""

    def __init__(self) -> None:
        self.written: list[Written] = []
        self.reports: dict[Path, str] = {}
        self.here: Sequence[FoundFile] = ()

    async def seen(self, typed: str) -> SeenFiles:
        """As everywhere."""
        return seen_files(typed)

    async def found_here(self) -> Sequence[FoundFile]:
        """What the test says."""
        return self.here

    async def read_settings(self, typed: str, catalogue: Sequence[Provider]) -> PastedSettings:
        """As everywhere."""
        return await OperatorsFiles().read_settings(typed, catalogue)

    async def mail_drafts(self, settings: Settings, written: Written) -> Sequence[Draft]:
        """As everywhere."""
        self.written.append(written)
        return drafts_of(settings, written)

    async def write_report(self, path: Path, text: str, *, replace: bool = False) -> bool:
        """For the test to look at."""
        if path in self.reports and not replace:
            return False
        self.reports[path] = text
        return True
