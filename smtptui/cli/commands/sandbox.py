"""`smtptui sandbox`: the embedded server on its own, in the foreground."""

import signal
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.sandbox.catcher import CaughtMessage
    from smtptui.sandbox.server import Sandbox


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--scenario", metavar="NAME", default="good", help="what the server does (default: good)")
    parser.add_argument("--port", metavar="N", type=_port, default=0, help="its port (default: a free one)")
    parser.add_argument("--list", action="store_true", help="list the scenarios and end")


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and 0 <= int(text) <= 65535):
        raise ArgumentTypeError(f'"{printable(text)}" is no port: give 1 to 65535, or 0 for a free one')
    return int(text)


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    if arguments.list:
        return _list(context.console)
    return asyncio.run(_serve(arguments.scenario, arguments.port, context.console))


def _list(console: Console) -> int:
    from smtptui.sandbox.scenarios import all_scenarios

    scenarios = all_scenarios()
    width = max(len(scenario.name) for scenario in scenarios)
    for scenario in scenarios:
        console.data(f"{scenario.name:<{width}}  {scenario.title}")
    return ExitCode.PASSED


async def _serve(name: str, port: int, console: Console) -> int:
    """Run until SIGTERM, which is an orderly end; an interrupt is asyncio's own and ends in the same clean-up."""
    import asyncio

    from smtptui.sandbox.server import Sandbox

    # None is the end.
    arrivals: asyncio.Queue[CaughtMessage | None] = asyncio.Queue()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, arrivals.put_nowait, None)
    async with Sandbox([name], port=port) as sandbox:
        sandbox.on_message(arrivals.put_nowait)
        _introduce(sandbox, console)
        while (message := await arrivals.get()) is not None:
            console.data(_line(message))
    return ExitCode.PASSED


def _introduce(sandbox: "Sandbox", console: Console) -> None:
    from smtptui.sandbox.ready_config import write_ready_config

    config = write_ready_config(sandbox)
    scenario = sandbox.scenarios[0]
    console.data(f"scenario  {scenario.name}: {scenario.title}")
    for _, endpoint in sandbox.endpoints:
        console.data(f"endpoint  {endpoint}")
    console.data(f"user      {sandbox.username}")
    console.data(f"secret    {sandbox.secret.reveal()}")
    console.data(f"CA file   {sandbox.ca_file}")
    console.talk(f"try it    smtptui probe --config {config}")
    console.talk(f"or        {_swaks(sandbox)}")
    console.talk(f"{scenario.rehearses} Messages show below; Ctrl-C ends.")


def _swaks(sandbox: "Sandbox") -> str:
    """The same with swaks, which asks for the secret: on a command line it would be in `ps`."""
    _, endpoint = sandbox.endpoints[0]
    return (
        f"swaks --server {endpoint.host}:{endpoint.port} --tls --tls-verify --tls-ca-path {sandbox.ca_file}"
        f" --auth PLAIN --auth-user {sandbox.username} --from {sandbox.username} --to {sandbox.username}"
    )


def _line(message: "CaughtMessage") -> str:
    """One message in one line; its texts were made safe where they came in."""
    sender = message.reverse_path or "<>"
    recipients = ", ".join(message.forward_paths)
    return f"{sender} -> {recipients}  {len(message.source)} octets  {message.subject}".rstrip()


COMMAND = Command(
    help="run the embedded SMTP server, which rehearses what providers do",
    configure=_configure,
    run=_run,
    description="Runs an SMTP server on this machine that works, or fails in one known way, and shows what arrives.",
)
