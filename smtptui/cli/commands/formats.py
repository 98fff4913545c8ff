"""`smtptui formats`: what can be exported, and where it usually stands."""

from argparse import ArgumentParser, Namespace

from smtptui.cli.columns import fitted
from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _run(arguments: Namespace, context: Context) -> int:
    from smtptui import formats

    known = {name: formats.load(name) for name in formats.names()}
    if arguments.json:
        context.console.json(
            [
                {
                    "name": name,
                    "title": one.title,
                    "help": one.help,
                    "path": one.path,
                    "owner": one.owner or None,
                    "mode": f"{one.mode:04o}",
                    "targets": list(one.targets),
                    "holds": list(one.holds),
                }
                for name, one in known.items()
            ]
        )
        return ExitCode.PASSED
    for name, one in known.items():
        place = f"{fitted(one.path, 34)} {fitted(one.owner or 'yours', 10)} {one.mode:04o}"
        context.console.data(f"{fitted(name, 22)} {place}  {one.help}")
    return ExitCode.PASSED


COMMAND = Command(
    help="the export formats, their usual path, owner and mode",
    description="The formats that `smtptui export` writes, with the path, owner and mode that their readers expect.",
    configure=_configure,
    run=_run,
)
