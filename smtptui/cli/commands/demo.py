"""`smtptui demo`: the app on the embedded server; without a terminal, the same tour as text."""

import sys
from argparse import ArgumentParser, Namespace
from contextlib import aclosing
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context, OpenApp
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode
from smtptui.cli.session_view import show_answer, show_event
from smtptui.model.report import SessionReport

if TYPE_CHECKING:
    from smtptui.sandbox.server import Sandbox

# Two failures that operators meet most, and whose hints differ most: one at the login, one in TLS.
_FAILURES = ("app-password-required", "cert-expired")


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--text", action="store_true", help="the tour as text, also on a terminal")


def _run(arguments: Namespace, context: Context) -> int | OpenApp:
    import asyncio

    if sys.stdin.isatty() and sys.stdout.isatty() and not arguments.text:
        return OpenApp(context.config_path, demo=True)
    return asyncio.run(_tour(context.console))


async def _tour(console: Console) -> int:
    from smtptui.sandbox.server import Sandbox

    console.data("A tour on the embedded server: nothing leaves this machine, nothing of yours is read or written.")
    async with Sandbox(["good", *_FAILURES]) as sandbox:
        _head(console, "1. A probe that passes")
        reports = [await _probe(console, sandbox, "good")]
        _head(console, "2. A test message")
        reports.append(await _send(console, sandbox))
        _head(console, "3. What arrived")
        _arrived(console, sandbox)
        for number, name in enumerate(_FAILURES, 4):
            _head(console, f"{number}. A failure and its hint: {name}")
            reports.append(await _probe(console, sandbox, name))
    as_rehearsed = [report.ok for report in reports] == [True, True, *(False for _ in _FAILURES)]
    return ExitCode.PASSED if as_rehearsed and sandbox.messages else ExitCode.SOME_FAILED


def _head(console: Console, title: str) -> None:
    console.data("")
    console.data(console.paint(title, "bold"))


async def _probe(console: Console, sandbox: "Sandbox", name: str) -> SessionReport:
    from smtptui.core.demo import demo_fetcher, demo_settings
    from smtptui.core.jobs import Job, probed
    from smtptui.sandbox.scenarios import scenario_named

    job = Job(demo_settings(sandbox, scenario_named(name)), demo_fetcher(sandbox))
    report = await probed(job, watch=lambda event: show_event(console, event))
    show_answer(console, report, f"it works: {report.elapsed_ms:.0f} ms from the name to the recipient")
    return report


async def _send(console: Console, sandbox: "Sandbox") -> SessionReport:
    from datetime import datetime

    from smtptui.core.demo import demo_fetcher, demo_settings
    from smtptui.core.draft import draft_for
    from smtptui.core.send import Courier
    from smtptui.sandbox.scenarios import scenario_named

    settings = demo_settings(sandbox, scenario_named("good"))
    draft = draft_for(settings, datetime.now().astimezone(), host_name="this machine")
    courier = Courier(settings, demo_fetcher(sandbox))
    async with aclosing(courier.deliver(draft)) as events:
        async for event in events:
            if isinstance(event, SessionReport):
                delivery = event.delivery
                number = delivery.queue_id if delivery else None
                show_answer(console, event, f"accepted, queue id {number}; accepted is not delivered")
                return event
    raise RuntimeError("a message ended without a report")


def _arrived(console: Console, sandbox: "Sandbox") -> None:
    for message in sandbox.messages:
        for name, value in message.headers:
            console.data(f"  {name}: {value}")


COMMAND = Command(
    help="look around on the embedded server",
    description="Open the app on the embedded sandbox server: it reads and writes nothing of yours.",
    configure=_configure,
    run=_run,
)
