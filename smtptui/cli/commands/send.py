"""`smtptui send`: send a message and know what became of it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import aclosing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.arguments import count, rate, seconds
from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode, exit_code
from smtptui.cli.limit_question import ask_about_limits
from smtptui.cli.progress import Progress
from smtptui.cli.remembering import SentMessages, remembering_many
from smtptui.cli.session_view import show_answer, show_event
from smtptui.model.report import Outcome, SessionEvent, SessionReport

if TYPE_CHECKING:
    from smtptui.core.send import Courier
    from smtptui.smtp.message import Draft


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "profile", nargs="?", metavar="PROFILE", help="the profile to send with (default: the active one)"
    )
    parser.add_argument("--to", action="append", default=[], metavar="ADDR", help="a recipient; may be repeated")
    parser.add_argument("--subject", metavar="S", help="the subject")
    parser.add_argument("--body", metavar="TEXT", help="the text; - reads standard input")
    parser.add_argument("--html", metavar="FILE", type=Path, help="an HTML part")
    parser.add_argument("--attach", action="append", default=[], metavar="FILE", type=Path, help="a file to attach")
    parser.add_argument("--count", metavar="N", type=count, default=1, help="send N messages over one connection")
    parser.add_argument("--rate", metavar="N/s", type=rate, help="with --count: at most N messages a second")
    parser.add_argument("--timeout", metavar="S", type=seconds, help="seconds that a stage may take (default: 15)")
    parser.add_argument("--json", action="store_true", help="print JSON, one line a message")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    from smtptui.core import profiles
    from smtptui.core.jobs import job_for
    from smtptui.core.send import Courier

    configuration = profiles.load(context.config_path)
    job = job_for(configuration, arguments.profile, interactive=sys.stdin.isatty())
    courier = Courier(job.settings, job.fetch_secret, timeout_s=arguments.timeout)
    drafts = _drafts(arguments, courier)
    ask_about_limits(context.console, configuration, job.settings, drafts)
    reports: list[SessionReport] = []
    sent = SentMessages(context.console, configuration, courier)
    try:
        with remembering_many(configuration):
            asyncio.run(_send(arguments, context.console, sent, courier, drafts, reports))
    except KeyboardInterrupt:
        return _interrupted(arguments, context.console, sent, courier)
    return _code(arguments, reports)


def _drafts(arguments: Namespace, courier: "Courier") -> "tuple[Draft, ...]":
    import socket

    from smtptui.core.draft import attachment_from, drafts_for
    from smtptui.core.written import html_from

    return drafts_for(
        courier.settings,
        datetime.now().astimezone(),
        count=arguments.count,
        host_name=socket.gethostname(),
        to_addresses=arguments.to,
        subject=arguments.subject,
        text=sys.stdin.read() if arguments.body == "-" else arguments.body,
        html_text=html_from(arguments.html) if arguments.html else None,
        attachments=[attachment_from(path) for path in arguments.attach],
    )


async def _send(
    arguments: Namespace,
    console: Console,
    sent: SentMessages,
    courier: "Courier",
    drafts: "Sequence[Draft]",
    reports: list[SessionReport],
) -> None:
    if len(drafts) == 1:
        reports.append(await _one(arguments, console, sent, courier, drafts[0]))
        sent.remember(reports[0])
        return
    await _many(arguments, console, sent, courier, drafts, reports)


async def _one(
    arguments: Namespace, console: Console, sent: SentMessages, courier: "Courier", draft: "Draft"
) -> SessionReport:
    """One message, shown as it goes."""
    if not arguments.json:
        settings = courier.settings
        console.data(f"{settings.profile} · {settings.endpoint} · to {', '.join(draft.to_addresses)}")
    async with aclosing(sent.watched(courier.deliver(draft))) as events:
        async for event in events:
            _show(arguments, console, event)
            if isinstance(event, SessionReport):
                _print(arguments, console, event)
                return event
    raise RuntimeError("a message ended without a report")


async def _many(
    arguments: Namespace,
    console: Console,
    sent: SentMessages,
    courier: "Courier",
    drafts: "Sequence[Draft]",
    reports: list[SessionReport],
) -> None:
    """Several messages, a line each where one fails, and a bar on a terminal."""
    from smtptui.core.send import send_many

    with Progress(len(drafts), "messages") as progress:
        async with aclosing(sent.watched(send_many(courier, drafts, rate_per_s=arguments.rate))) as events:
            async for event in events:
                if isinstance(event, SessionReport):
                    reports.append(event)
                    sent.remember(event)
                    _show_one_of_many(arguments, console, event, progress)
    if not arguments.json:
        _tally(console, reports, len(drafts))


def _show_one_of_many(arguments: Namespace, console: Console, report: SessionReport, progress: Progress) -> None:
    if arguments.json:
        console.json(report.as_json())
    elif not report.ok:
        progress.clear()
        show_answer(console, report, "")
    progress.step()


def _tally(console: Console, reports: Sequence[SessionReport], asked: int) -> None:
    outcomes = [report.delivery.outcome for report in reports if report.delivery]
    parts = [f"{outcomes.count(outcome)} {_WORDS[outcome]}" for outcome in Outcome if outcome in outcomes]
    if (untried := asked - len(reports)) > 0:
        parts.append(f"{untried} not tried")
    console.data(f"{', '.join(parts) or 'nothing sent'} (accepted is not delivered)")


_WORDS = {
    Outcome.ACCEPTED: "accepted",
    Outcome.REJECTED: "rejected",
    Outcome.NOT_SENT: "not sent",
    Outcome.UNKNOWN: "with unknown outcome",
}


def _show(arguments: Namespace, console: Console, event: SessionEvent) -> None:
    if not arguments.json:
        show_event(console, event)


def _print(arguments: Namespace, console: Console, report: SessionReport) -> None:
    if arguments.json:
        console.json(report.as_json())
        return
    delivery = report.delivery
    if delivery and delivery.outcome is Outcome.UNKNOWN:
        console.data("▲ nobody knows whether the message was taken: the final dot was sent and no reply came")
    for recipient in delivery.recipients if delivery else ():
        if not recipient.accepted and recipient.reply:
            console.data(f"  {recipient.address}: {recipient.reply.one_line}")
    show_answer(console, report, _accepted(report))


def _accepted(report: SessionReport) -> str:
    host = report.endpoint.host if report.endpoint else report.provider
    number = f", queue id {report.delivery.queue_id}" if report.delivery and report.delivery.queue_id else ""
    return (
        f"accepted by {host}{number} ({report.elapsed_ms / 1000:.2f} s); accepted is not delivered: look in the mailbox"
    )


def _interrupted(arguments: Namespace, console: Console, sent: SentMessages, courier: "Courier") -> int:
    """Ctrl-C: after the final dot nobody knows the outcome, and that must be said."""
    report = courier.report_now()
    if report is None or report.delivery is None or report.delivery.outcome is not Outcome.UNKNOWN:
        sent.forget()
        console.talk("interrupted; the message under way was not sent")
        return ExitCode.INTERRUPTED
    sent.remember(report)
    _print(arguments, console, report)
    return ExitCode.UNKNOWN_OUTCOME


def _code(arguments: Namespace, reports: Sequence[SessionReport]) -> int:
    if arguments.count == 1:
        return exit_code(reports[0])
    return ExitCode.PASSED if len(reports) == arguments.count and all(r.ok for r in reports) else ExitCode.SOME_FAILED


COMMAND = Command(
    help="send a test message and see what became of it",
    description="Send a message through a profile. What a server accepts is not yet delivered.",
    configure=_configure,
    run=_run,
)
