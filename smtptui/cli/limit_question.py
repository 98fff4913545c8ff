"""Before a send that would pass a limit of the provider's: ask where there is somebody to ask."""

import sys
from collections.abc import Sequence

from smtptui.cli.console import Console
from smtptui.core.limits import LimitUse, warning_of, would_pass
from smtptui.errors import MisuseError, WriteError
from smtptui.model.configuration import Configuration
from smtptui.model.settings import Settings
from smtptui.smtp.message import Draft


def ask_about_limits(
    console: Console, configuration: Configuration, settings: Settings, drafts: Sequence[Draft]
) -> None:
    """Say which limit the messages would pass, and ask on a terminal. Raises MisuseError where the answer is no.

    A script is told and goes on: the figures are the provider's of some date, for a plan that may not be this one.
    """
    use = _passed(console, configuration, settings, drafts)
    if use is None:
        return
    console.talk(f"▲ {warning_of(use, len(drafts))}")
    if sys.stdin.isatty() and sys.stderr.isatty() and not _agreed():
        raise MisuseError("nothing was sent", "`smtptui limits` shows when there is room again")


def _passed(
    console: Console, configuration: Configuration, settings: Settings, drafts: Sequence[Draft]
) -> LimitUse | None:
    from smtptui.core.spent import limits_of

    try:
        found = limits_of(configuration, settings)
    except WriteError as error:
        console.talk(f"▲ the limits are not known: {error.message}")
        return None
    return would_pass(found, len(drafts), sum(len(draft.to_addresses) for draft in drafts))


def _agreed() -> bool:
    sys.stderr.write("  send all the same? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
