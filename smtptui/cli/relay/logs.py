"""`smtptui relay logs`: its log, each delivery that failed explained."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import aclosing
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.opening import add_common, opened

if TYPE_CHECKING:
    from smtptui.model.relay_log import LogTold

_MOST = 100_000
_STYLES = {"warning": "yellow", "error": "red", "fatal": "red", "panic": "red"}
_OUTCOMES = {"sent": ("✔", "green"), "deferred": ("▲", "yellow")}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("-f", "--follow", action="store_true", help="go on with what is logged from now on")
    parser.add_argument(
        "-n", "--lines", metavar="N", type=_lines, default=50, help="how many of the last lines (default: 50)"
    )
    add_common(parser)


def _lines(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _MOST):
        raise ArgumentTypeError(f"give a number of lines, 0 to {_MOST}")
    return int(text)


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_logs(arguments, context.console))


async def _logs(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.logs import logs

    instance = await opened(arguments, console)
    told = None
    async with aclosing(logs(instance, last=arguments.lines, follow=arguments.follow)) as lines:
        async for told in lines:
            if arguments.json:
                console.json(told.as_json())
            else:
                _show(console, told)
    if told is None and arguments.lines:
        console.talk("nothing of this Postfix stands in the log, or only root may read it")
    return ExitCode.PASSED


def _show(console: Console, told: "LogTold") -> None:
    """The line as it is; below a delivery that failed, what that means, and what to do the first time."""
    entry = told.entry
    if entry.delivery is None:
        console.data("  " + (console.paint(entry.text, _STYLES[entry.severity]) if entry.severity else entry.text))
        return
    glyph, style = _OUTCOMES.get(entry.delivery.status, ("✘", "red"))
    console.data(f"{console.paint(glyph, style)} {entry.text}")
    if told.diagnosis is not None:
        console.data(f"    {console.paint(told.diagnosis.summary, 'bold')}")
        for step in told.diagnosis.fix.splitlines() if told.is_new else ():
            console.data(f"    → {step}")


ACTIONS = {"logs": Command("its log, each failed delivery explained", _configure, _run)}
