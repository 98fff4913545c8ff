"""`smtptui relay`: the Postfix of this machine that hands mail to a provider."""

import sys
from argparse import SUPPRESS, ArgumentParser, Namespace

from smtptui.cli.arguments import add_globals
from smtptui.cli.command import Command, Context, OpenApp
from smtptui.cli.relay import install, logs, messages, plan, queue, service, status
from smtptui.cli.relay.opening import add_instance
from smtptui.errors import MisuseError

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
    add_instance(parser, default=None)
    actions = parser.add_subparsers(dest="action", metavar="ACTION")
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
    if arguments.action is None:
        return _open(arguments, context)
    if arguments.instance is None:
        from smtptui.core.relay.opening import configured_instance

        arguments.instance = configured_instance(context.config_path)
    return _ACTIONS[arguments.action].run(arguments, context)


def _open(arguments: Namespace, context: Context) -> OpenApp:
    """The app, at the relay."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise MisuseError("without a terminal, `smtptui relay` needs an action", "`smtptui relay -h` lists them")
    return OpenApp(context.config_path, at="relay", relay=arguments.instance)


COMMAND = Command(
    help="the local Postfix relay: its state, its queue, its log",
    configure=_configure,
    run=_run,
    description=(
        "Shows and controls the Postfix of this machine that hands mail to a provider. Without an action, in the app."
    ),
)
