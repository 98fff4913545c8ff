"""The exit codes that scripts rely on."""

from enum import IntEnum

from smtptui.smtp.stage import Stage


class ExitCode(IntEnum):
    """Why the process ended."""

    PASSED = 0
    SOME_FAILED = 1
    USAGE = 2
    CONFIGURATION = 3
    SECRET = 4
    NOT_WRITTEN = 5
    RESOLVE = 10
    CONNECT = 11
    GREETING = 12
    EHLO = 13
    STARTTLS = 14
    TLS = 15
    AUTH = 16
    MAIL = 17
    RCPT = 18
    DATA = 19
    UNKNOWN_OUTCOME = 20
    DEFECT = 70
    INTERRUPTED = 130


def for_stage(stage: Stage) -> ExitCode:
    """The exit code of a single profile whose session failed at `stage`."""
    return ExitCode[stage.name]
