"""What every action of `smtptui relay` begins with."""

from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.console import Console
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.relay.instance import Instance


def add_common(parser: ArgumentParser) -> None:
    """The options of every action."""
    add_instance(parser, default=SUPPRESS)
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_instance(parser: ArgumentParser, default: object) -> None:
    """It stands before or behind the action; behind it, it must not undo what stood before."""
    words = "the folder of another Postfix's main.cf (default: [relay] in config.toml, else this machine's)"
    parser.add_argument("--instance", metavar="DIR", type=Path, default=default, help=words)


async def opened(arguments: Namespace, console: Console) -> "Instance":
    """The relay that is meant. Says which others there are where the operator did not choose one."""
    from smtptui.core.relay.opening import open_relay, others_than

    instance = await open_relay(arguments.instance)
    if arguments.instance is None and (others := await others_than(instance)):
        names = ", ".join(printable(str(one)) for one in others)
        console.talk(f"▲ this is {printable(str(instance.config_directory))}; --instance chooses another: {names}")
    return instance
