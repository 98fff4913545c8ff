"""Where a Postfix's log is: the file of its own that main.cf names, the file that syslog writes, or the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from smtptui.relay.programs import path_of

# As Debian's rsyslog, Red Hat's, and SUSE's write the facility "mail".
_SYSLOG_FILES = (Path("/var/log/mail.log"), Path("/var/log/maillog"), Path("/var/log/mail"))
_JOURNALS = (Path("/var/log/journal"), Path("/run/log/journal"))


@dataclass(frozen=True, slots=True)
class LogSource:
    """One of file, journal or, with neither, `problem`. In a log that others write to as well, lines of `program`."""

    file: Path | None = None
    is_journal: bool = False
    problem: str = ""
    program: str | None = None

    def __str__(self) -> str:
        return str(self.file or ("the journal" if self.is_journal else f"none: {self.problem}"))


def log_source(values: Mapping[str, str]) -> LogSource:
    """By `maillog_file` and `syslog_name` of main.cf, and by what is there."""
    own = values.get("maillog_file", "")
    if own.startswith("/dev/"):
        # MAILLOG_README: in a container, Postfix logs to the standard output of the container.
        return LogSource(problem="Postfix logs to its standard output: the container's log has it")
    if own:
        return LogSource(file=Path(own))
    program = values.get("syslog_name") or "postfix"
    for file in _SYSLOG_FILES:
        if file.exists():
            return LogSource(file=file, program=program)
    if any(folder.is_dir() for folder in _JOURNALS) and path_of("journalctl"):
        return LogSource(is_journal=True, program=program)
    return LogSource(problem="there is neither maillog_file in main.cf, nor a mail log of syslog, nor a journal")
