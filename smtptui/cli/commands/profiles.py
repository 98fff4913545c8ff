"""`smtptui profiles`: the saved profiles, the active one marked."""

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from smtptui.cli.columns import lined_up
from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.errors import WriteError
from smtptui.model.history import HistoryEntry
from smtptui.smtp.stage import GLYPHS, Status

if TYPE_CHECKING:
    from smtptui.core.profiles import ListedProfile

_ACTIVE, _NEVER = "★", "◌"


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON array")


def _run(arguments: Namespace, context: Context) -> int:
    from smtptui.core import profiles

    configuration = profiles.load(context.config_path)
    for warning in configuration.warnings:
        context.console.talk(f"▲ {warning}")
    found = profiles.listed(configuration, _results(context.console))
    if arguments.json:
        context.console.json([profiles.described(one, configuration.providers_folder) for one in found])
    elif found:
        _print(context.console, found)
    else:
        context.console.talk(f"{context.config_path} holds no profile yet; `smtptui` opens the form for the first")
    return ExitCode.PASSED


def _results(console: Console) -> Mapping[str, HistoryEntry]:
    from smtptui.core import profiles

    try:
        return profiles.last_results()
    except WriteError as error:
        console.talk(f"▲ no last results: {error.message}")
        return {}


def _print(console: Console, found: "Sequence[ListedProfile]") -> None:
    now = datetime.now(UTC)
    rows = [(one.profile.name, one.profile.provider, one.profile.from_address or "") for one in found]
    for one, columns in zip(found, lined_up(rows), strict=True):
        mark = console.paint(_ACTIVE, "yellow") if one.active else " "
        console.data(f"{mark} {'  '.join(columns)}  {_last(console, one.last, now)}".rstrip())


def _last(console: Console, last: HistoryEntry | None, now: datetime) -> str:
    if last is None:
        return console.paint(f"{_NEVER} never tried", "dim")
    status, style = (Status.PASSED, "green") if last.ok else (Status.FAILED, "red")
    words = last.age(now) if last.ok else f"{last.age(now)} {last.stage or ''}"
    return f"{console.paint(GLYPHS[status], style)} {words}"


COMMAND = Command(help="list the saved profiles, with the last result of each", configure=_configure, run=_run)
