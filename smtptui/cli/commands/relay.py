"""`smtptui relay`: the Postfix of this machine that hands mail to a provider."""

from argparse import SUPPRESS, ArgumentParser, Namespace

from smtptui.cli.arguments import add_globals
from smtptui.cli.command import Command, Context, OpenApp
from smtptui.cli.relay import install, logs, messages, plan, queue, service, status

_ACTIONS = {
    **plan.ACTIONS,
    **install.ACTIONS,
    **status.ACTIONS,
    **queue.ACTIONS,
    **service.ACTIONS,
    **logs.ACTIONS,
    **messages.ACTIONS,
}


def _configure(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, action in _ACTIONS.items():
        sub = actions.add_parser(
            name,
            help=action.help,
            description=action.description or f"{action.help[0].upper()}{action.help[1:]}.",
            formatter_class=parser.formatter_class,
            allow_abbrev=False,
        )
        add_globals(sub, default=SUPPRESS)
        action.configure(sub)


def _run(arguments: Namespace, context: Context) -> int | OpenApp:
    return _ACTIONS[arguments.action].run(arguments, context)


COMMAND = Command(
    help="the local Postfix relay: its state, its queue, its log",
    configure=_configure,
    run=_run,
    description="Shows and controls the Postfix of this machine that hands mail to a provider.",
)
