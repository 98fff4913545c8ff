"""What every action of `smtptui relay` begins with."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.console import Console
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.relay.instance import Instance


def add_common(parser: ArgumentParser) -> None:
    """The options of every action."""
    parser.add_argument(
        "--instance", metavar="DIR", type=Path, help="the folder of another Postfix's main.cf (default: this machine's)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


async def opened(arguments: Namespace, console: Console) -> "Instance":
    """The relay that is meant. Says which others there are where the operator did not choose one."""
    from smtptui.core.relay.opening import open_relay, others_than

    instance = await open_relay(arguments.instance)
    if arguments.instance is None and (others := await others_than(instance)):
        names = ", ".join(printable(str(one)) for one in others)
        console.talk(f"▲ this is {printable(str(instance.config_directory))}; --instance chooses another: {names}")
    return instance
