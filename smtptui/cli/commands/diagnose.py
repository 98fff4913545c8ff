"""`smtptui diagnose`: what a reply, an exception, a bounce or a log means."""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import TYPE_CHECKING

from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.smtp.stage import Stage
from smtptui.text import printable

if TYPE_CHECKING:
    from smtptui.core.diagnose import Answer

_PROGRESS_INTERVAL_S = 0.2


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("--provider", metavar="NAME", help="whose server it was: a provider's name, or any other")
    parser.add_argument("--stage", type=Stage, choices=list(Stage), metavar="STAGE", help=f"one of {' '.join(Stage)}")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, one line a distinct reply")
    form.add_argument("--jsonl", action="store_true", help="read JSON objects, one a line, and answer each in order")


def _run(arguments: Namespace, context: Context) -> int:
    if arguments.jsonl:
        return _table(arguments, context.console)
    from smtptui.core.diagnose import diagnose_stream

    if sys.stdin.isatty():
        context.console.talk("Paste the reply, then press Ctrl-D.")
    reading = diagnose_stream(sys.stdin.buffer, arguments.provider, arguments.stage, _progress(context.console))
    for answer in reading.answers:
        if arguments.json:
            context.console.json({**answer.diagnosis.as_json(), "count": answer.count, "text": printable(answer.text)})
        elif answer.count:
            _show(answer, context.console)
        else:
            context.console.talk("There was nothing to read.")
    if reading.others:
        _show_others(reading.others, context.console, as_json=arguments.json)
    return 0


def _table(arguments: Namespace, console: Console) -> int:
    from smtptui.core.diagnose import diagnose_table

    for row in diagnose_table(sys.stdin.buffer, arguments.provider, arguments.stage):
        console.json(row)
    return 0


def _progress(console: Console) -> Callable[[int], None]:
    """Tells how far the reading is, on a terminal only, a few times a second; the last word wipes itself away."""
    if not sys.stderr.isatty():
        return lambda octets: None
    told_at = time.monotonic()

    def tell(octets: int) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= _PROGRESS_INTERVAL_S:
            told_at = time.monotonic()
            print(f"\r{octets / 2**20:,.0f} MiB read\x1b[K\r", end="", file=sys.stderr, flush=True)

    return tell


def _show(answer: "Answer", console: Console) -> None:
    diagnosis = answer.diagnosis
    words = printable(" ".join(answer.text.split()))
    times = f"{answer.count:,} × " if answer.count > 1 else ""
    console.data(console.paint(f"{times}{words[:200]}{'…' if len(words) > 200 else ''}", "dim"))
    console.data(f"  {console.paint(diagnosis.summary, 'bold')}")
    for step in diagnosis.fix.splitlines():
        console.data(f"    → {step}")
    if diagnosis.link:
        console.data(f"    {diagnosis.link}")
    console.data(console.paint(f"    {_grounds(answer)}", "dim"))


def _show_others(others: int, console: Console, *, as_json: bool) -> None:
    if as_json:
        console.json({"others": others})
    else:
        console.data(console.paint(f"and {others:,} more, of kinds that came only after all these", "dim"))


def _grounds(answer: "Answer") -> str:
    diagnosis = answer.diagnosis
    also = f", or {', '.join(diagnosis.also)}" if diagnosis.also else ""
    return f"{diagnosis.cause} ({diagnosis.confidence}){also}; from {', '.join(diagnosis.evidence) or 'nothing known'}"


COMMAND = Command(
    help="say what a pasted reply, an exception, a bounce or a log means",
    configure=_configure,
    run=_run,
    description="Reads standard input: a reply, a client's exception, a bounce or a log. Sends nothing anywhere.",
)
