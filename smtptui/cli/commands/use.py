"""`smtptui use`: choose the active profile."""

from argparse import ArgumentParser, Namespace

from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode
from smtptui.text import printable


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("profile", metavar="PROFILE", help="the profile that commands without a name shall take")


def _run(arguments: Namespace, context: Context) -> int:
    from smtptui.core import profiles

    profiles.use(profiles.load(context.config_path), arguments.profile)
    context.console.talk(f"{printable(arguments.profile)} is the active profile now")
    return ExitCode.PASSED


COMMAND = Command(help="make a profile the active one", configure=_configure, run=_run)
