"""The exit codes that scripts rely on."""

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smtptui.model.report import SessionReport
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


def for_stage(stage: "Stage") -> ExitCode:
    """The exit code of a single profile whose session failed at `stage`."""
    return ExitCode[stage.name]


_UNTRIED = {"config": ExitCode.CONFIGURATION, "secret": ExitCode.SECRET}


def exit_code(report: "SessionReport") -> ExitCode:
    """The exit code of a single session, with or without a message."""
    from smtptui.model.report import Outcome

    if report.error:
        return _UNTRIED[report.error[0]]
    if report.delivery and report.delivery.outcome is Outcome.UNKNOWN:
        return ExitCode.UNKNOWN_OUTCOME
    if report.failure:
        return for_stage(report.failure.stage)
    return ExitCode.PASSED if report.ok else ExitCode.RCPT
