"""`smtptui limits`: what this tool sent in each window, against the provider's limits."""

from argparse import ArgumentParser, Namespace
from datetime import datetime

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.core.limits import LimitUse

_BAR_COLUMNS = 20


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("profile", nargs="?", metavar="PROFILE", help="the profile (default: the active one)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def _run(arguments: Namespace, context: Context) -> int:
    from smtptui.core import profiles
    from smtptui.core.settings import settings_of
    from smtptui.core.spent import limits_of

    configuration = profiles.load(context.config_path)
    profile = profiles.get(configuration, arguments.profile)
    settings = settings_of(profile, configuration.providers_folder)
    found = limits_of(configuration, settings)
    if arguments.json:
        context.console.json(
            {"profile": profile.name, "provider": settings.provider, "limits": [use.as_json() for use in found]}
        )
        return ExitCode.PASSED
    _print(context.console, profile.name, settings.provider, found)
    return ExitCode.PASSED


def _print(console: Console, profile: str, provider: str, found: tuple[LimitUse, ...]) -> None:
    if not found:
        console.talk(f"no limit of {provider} that counts over a time is known")
        return
    console.talk(f"{profile}: sent by smtptui from this machine, against the limits that {provider} states")
    for use in found:
        console.data(_line(console, use))
        if use.refused:
            console.data(f"    closed by the provider: {use.refused}")
        if use.reopens_at:
            console.data(f"    room again {_when(use.reopens_at)}")


def _line(console: Console, use: LimitUse) -> str:
    share = min(1.0, use.used / use.limit.value) if use.limit.value else 1.0
    filled = round(share * _BAR_COLUMNS)
    style = "red" if use.refused or not use.left else "yellow" if share > 0.8 else "green"
    bar = console.paint("█" * filled, style) + console.paint("░" * (_BAR_COLUMNS - filled), "dim")
    glyph = "✘" if not use.left else "✔"
    plan = "" if use.limit.plan == "all" else f" ({use.limit.plan})"
    return f"{console.paint(glyph, style)} {bar} {use.used} of {use.limit}{plan}"


def _when(moment: datetime) -> str:
    return moment.astimezone().strftime("on %Y-%m-%d at %H:%M")


COMMAND = Command(
    help="what was sent in each window against the provider's limits",
    description="What this tool sent from this machine, window by window, against the limits that the provider states.",
    configure=_configure,
    run=_run,
)
