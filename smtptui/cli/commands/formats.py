"""`smtptui formats`: what can be exported, and where it usually stands."""

from argparse import ArgumentParser, Namespace

from smtptui.cli.columns import filled
from smtptui.cli.command import Command, Context
from smtptui.cli.exit_codes import ExitCode

_NAME = 22


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
        context.console.data(f"{filled(name, _NAME)} {one.help}")
        path = one.path if one.has_usual_path else "no usual path"
        context.console.data(f"{'':{_NAME}} {path}  {one.owner or 'yours'} {one.mode:04o}")
    return ExitCode.PASSED


COMMAND = Command(
    help="the export formats, their usual path, owner and mode",
    description="The formats that `smtptui export` writes, with the path, owner and mode that their readers expect.",
    configure=_configure,
    run=_run,
)
