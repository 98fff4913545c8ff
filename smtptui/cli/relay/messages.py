"""`smtptui relay show|hold|release|requeue|delete ID`."""

import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.opening import add_common, opened
from smtptui.cli.relay.words import age, sender
from smtptui.errors import MisuseError

if TYPE_CHECKING:
    from smtptui.model.relay import ShownMessage
    from smtptui.relay.instance import Instance

_DONE = {
    "hold": "on hold: it waits until it is released",
    "release": "released: it is delivered in its turn",
    "requeue": "requeued: it comes back with a new id within a minute",
    "delete": "deleted",
}


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("queue_id", metavar="ID", help="the queue id, as `relay queue` shows it")
    add_common(parser)


def _configure_delete(parser: ArgumentParser) -> None:
    _configure(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    work = _show if arguments.action == "show" else _apply
    return asyncio.run(work(arguments, context.console))


async def _show(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.messages import show

    shown = await show(await opened(arguments, console), arguments.queue_id)
    if arguments.json:
        console.json(shown.as_json())
    else:
        _print(console, shown)
    return ExitCode.PASSED


def _print(console: Console, shown: "ShownMessage") -> None:
    message = shown.message
    console.data(f"{message.queue_id} · {message.queue} · {message.size_octets:,} octets · {age(message.arrived_at)}")
    console.data(f"  from {sender(message)}")
    for recipient in message.recipients:
        console.data(f"  to   {recipient.address}")
        for reason in (recipient.delay_reason, recipient.bounce_reason):
            if reason:
                console.data(console.paint(f"       {reason}", "dim"))
    for diagnosis in dict.fromkeys(shown.diagnoses.values()):
        console.data(f"{console.paint('✘', 'red')} {console.paint(diagnosis.summary, 'bold')}")
        for step in diagnosis.fix.splitlines():
            console.data(f"    → {step}")
    for line in (shown.header or "").splitlines():
        console.data(f"  {line}")
    if shown.header is None:
        console.talk("its header is shown to root only")


async def _apply(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.messages import Measure, apply, checked_id

    checked_id(arguments.queue_id)
    instance = await opened(arguments, console)
    if arguments.action == "delete" and not arguments.yes:
        await _ask(arguments, console, instance)
    await apply(instance, Measure[arguments.action.upper()], arguments.queue_id)
    if arguments.json:
        console.json({"queue_id": arguments.queue_id, "done": arguments.action})
    else:
        console.data(f"{console.paint('✔', 'green')} {arguments.queue_id} {_DONE[arguments.action]}")
    return ExitCode.PASSED


async def _ask(arguments: Namespace, console: Console, instance: "Instance") -> None:
    """Let the operator see what would be gone. Raises MisuseError where nobody can be asked, or who is says no."""
    from smtptui.core.relay.messages import show

    if not sys.stdin.isatty():
        raise MisuseError("a deleted message is gone for good", "without a terminal to ask on, say --yes")
    message = (await show(instance, arguments.queue_id)).message
    to = ", ".join(one.address for one in message.recipients[:3]) + (" …" if len(message.recipients) > 3 else "")
    console.talk(f"{message.queue_id} from {sender(message)} to {to}, {message.size_octets:,} octets")
    print("Delete it for good? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise MisuseError("not deleted", "nothing was changed")


ACTIONS = {
    "show": Command("one message: recipients, why each waits, its header", _configure, _run),
    "hold": Command("keep a message from being delivered (root)", _configure, _run),
    "release": Command("deliver a message that is on hold (root)", _configure, _run),
    "requeue": Command("take a message in again, by the settings of now (root)", _configure, _run),
    "delete": Command("delete a message for good; asks first (root)", _configure_delete, _run),
}
