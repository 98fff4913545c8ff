"""`smtptui relay flush` and `restart`."""

from argparse import ArgumentParser, Namespace

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.opening import add_common, opened
from smtptui.cli.relay.words import counted


def _configure(parser: ArgumentParser) -> None:
    add_common(parser)


def _run_flush(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_flush(arguments, context.console))


async def _flush(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.service import flush

    before = await flush(await opened(arguments, console))
    if arguments.json:
        console.json({"flushed": True, "queues": dict(before.by_queue)})
    else:
        held = " (what is on hold stays there)" if before.of("hold") else ""
        console.data(
            f"{console.paint('✔', 'green')} every deferred message is tried again now: {counted(before)}{held}"
        )
    return ExitCode.PASSED


def _run_restart(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_restart(arguments, context.console))


async def _restart(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.service import restart

    pid = await restart(await opened(arguments, console))
    if arguments.json:
        console.json({"running": pid is not None, "pid": pid})
    else:
        console.data(f"{console.paint('✔', 'green')} Postfix runs, pid {pid}")
    return ExitCode.PASSED


ACTIONS = {
    "flush": Command("have every deferred message tried again now", _configure, _run_flush),
    "restart": Command("stop Postfix where it runs, and start it (root)", _configure, _run_restart),
}
