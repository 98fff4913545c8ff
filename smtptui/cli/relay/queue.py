"""`smtptui relay queue`: every message that waits, one a line, as Postfix lists it."""

from argparse import ArgumentParser, Namespace
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.relay.opening import add_common, opened
from smtptui.cli.relay.words import age, sender

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from smtptui.model.diagnosis import Diagnosis
    from smtptui.model.relay import QueuedMessage

# Of a message to many; --json has them all.
_SHOWN = 10


def _configure(parser: ArgumentParser) -> None:
    add_common(parser)


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    return asyncio.run(_queue(arguments, context.console))


async def _queue(arguments: Namespace, console: Console) -> int:
    from smtptui.core.relay.opening import is_stopped
    from smtptui.core.relay.overview import stream
    from smtptui.core.relay.reasons import explainer_of

    instance = await opened(arguments, console)
    if is_stopped(instance):
        console.talk("▲ Postfix does not run: what is listed waits until it does")
    explain = await explainer_of(instance)
    damaged = total = 0
    async with aclosing(stream(instance)) as batches:
        async for batch in batches:
            messages = [message for message in batch if message is not None]
            total += len(batch)
            damaged += len(batch) - len(messages)
            if messages and arguments.json:
                console.json_lines([_as_json(message, explain) for message in messages])
            elif messages:
                console.data("\n".join([line for message in messages for line in _lines(console, message, explain)]))
    if total == 0:
        console.talk("the queue is empty")
    if damaged:
        console.talk(f"▲ {damaged:,} lines of postqueue could not be read")
    return ExitCode.PASSED


def _as_json(message: "QueuedMessage", explain: "Callable[[str], Diagnosis]") -> dict[str, Any]:
    """The members of `postqueue -j`, with the cause of each delay reason beside it."""
    members = message.as_json()
    for recipient in members["recipients"]:
        if "delay_reason" in recipient:
            recipient["cause"] = explain(recipient["delay_reason"]).cause
    return members


def _lines(console: Console, message: "QueuedMessage", explain: "Callable[[str], Diagnosis]") -> "Iterator[str]":
    mark = {"hold": "‖", "active": "▶"}.get(message.queue, "·")
    size = f"{message.size_octets:>11,} octets"
    yield f"{mark} {message.queue_id:<12} {message.queue:<9}{age(message.arrived_at):>7}{size}  {sender(message)}"
    waiting: dict[str, list[str]] = {}
    for recipient in message.recipients:
        why = explain(recipient.delay_reason).summary if recipient.delay_reason else ""
        waiting.setdefault(why, []).append(recipient.address)
    for why, addresses in waiting.items():
        more = f" and {len(addresses) - _SHOWN:,} more" if len(addresses) > _SHOWN else ""
        yield f"    → {', '.join(addresses[:_SHOWN])}{more}"
        if why:
            yield console.paint(f"      {why}", "dim")


ACTIONS = {"queue": Command("every message that waits, streamed", _configure, _run)}
