"""Under the table of all profiles: the line with the cursor, in full."""

from textual.content import Content

from smtptui.tui.fleet import WORDS, FleetLine
from smtptui.tui.widgets.drawn import Drawn, indented, wrapped


class FleetDetail(Drawn):
    """The line under the cursor in full: what it says, what to do about it."""

    DEFAULT_CSS = """
    FleetDetail {
        height: 7;
        max-height: 32%;
        padding: 0 2;
        border-top: hkey $panel;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._line: FleetLine | None = None

    def show(self, line: FleetLine | None) -> None:
        """Draw this one."""
        self._line = line
        self.refresh()

    def lines(self, width: int) -> list[Content]:
        """Name and endpoint, verdict, steps; what does not fit is in its Probe room."""
        line = self._line
        if line is None:
            return []
        where = str(line.settings.endpoint) if line.settings else line.profile.provider
        lines = wrapped(Content.assemble((line.name, "bold"), (f"  {where}", "$text-muted")), width)
        lines += wrapped(line.verdict or WORDS[line.state], width)
        for number, step in enumerate(line.steps, 1):
            lines += indented(Content.assemble((f"{number} ", "$text-accent"), step), width, 2)
        room = max(self.content_size.height, 1)
        return lines if len(lines) <= room else [*lines[: room - 1], lines[room - 1].truncate(width - 1) + Content("…")]
