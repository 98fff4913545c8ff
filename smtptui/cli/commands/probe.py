"""`smtptui probe`: does it work from here, and if not, why."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Awaitable, Callable, Sequence
from contextlib import aclosing
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from smtptui.cli.arguments import seconds
from smtptui.cli.command import Command, Context
from smtptui.cli.console import Console
from smtptui.cli.exit_codes import ExitCode, exit_code
from smtptui.cli.remembering import remember, remembering_many
from smtptui.cli.session_view import port_line, show_answer, show_event, summary_line
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.model.configuration import Configuration
from smtptui.model.endpoint import Endpoint
from smtptui.model.report import SessionEvent, SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.stage import PROBE_LIMITS, Stage, Status

if TYPE_CHECKING:
    from smtptui.core.jobs import Job

Work = tuple[tuple[str, str], Callable[[], Awaitable[SessionReport]]]


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "profiles", nargs="*", metavar="PROFILE", help="profiles to probe; without one, the active profile"
    )
    parser.add_argument("--all", action="store_true", help="probe every saved profile")
    parser.add_argument(
        "--until",
        type=Stage,
        choices=PROBE_LIMITS,
        default=Stage.RCPT,
        metavar="STAGE",
        help=f"stop after this stage: {' '.join(PROBE_LIMITS)} (default: rcpt)",
    )
    parser.add_argument("--ports", action="store_true", help="also try the provider's other ports, without logging in")
    parser.add_argument(
        "--also", metavar="PROVIDER", help="with --ports: try this provider's endpoints too, to compare"
    )
    parser.add_argument("--report", metavar="FILE", type=Path, help="write a Markdown report to hand on")
    parser.add_argument(
        "--timeout", metavar="S", type=seconds, help="seconds that a stage may take (default: 15, greeting 30)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, one line a profile")


def _run(arguments: Namespace, context: Context) -> int:
    import asyncio

    _check(arguments)
    return asyncio.run(_probe(arguments, context))


def _check(arguments: Namespace) -> None:
    if arguments.all and arguments.profiles:
        raise MisuseError("--all and named profiles exclude each other", "leave one of them out")
    if arguments.also and not arguments.ports:
        raise MisuseError("--also compares ports", "add --ports")


async def _probe(arguments: Namespace, context: Context) -> int:
    from smtptui.core import profiles

    configuration = profiles.load(context.config_path)
    for warning in configuration.warnings:
        context.console.talk(f"▲ {warning}")
    if not arguments.all and len(arguments.profiles) < 2:
        reports = [await _one(arguments, context, configuration)]
        code = exit_code(reports[0])
    else:
        reports = await _several(arguments, context, configuration)
        code = ExitCode.PASSED if all(report.ok for report in reports) else ExitCode.SOME_FAILED
    _write_handout(arguments.report, configuration, reports)
    return code


async def _one(arguments: Namespace, context: Context, configuration: Configuration) -> SessionReport:
    """One profile, shown as it happens."""
    from smtptui.core.jobs import job_for, probed

    job = job_for(configuration, arguments.profiles[0] if arguments.profiles else None, interactive=sys.stdin.isatty())
    console = context.console
    show: Callable[[SessionEvent], None] | None = None
    if not arguments.json:
        console.data(f"{job.settings.profile} · {job.settings.provider} · {job.settings.endpoint} · saved values")
        show = partial(show_event, console)
    report = await probed(job, until=arguments.until, timeout_s=arguments.timeout, watch=show)
    report = await _with_ports(arguments, configuration, job, report)
    report = remember(console, configuration, report, "probe")
    _print_one(arguments, console, report)
    if not arguments.json and not report.ok:
        _print_fix(console, configuration, job.settings, report)
    return report


def _print_fix(console: Console, configuration: Configuration, settings: Settings, report: SessionReport) -> None:
    from smtptui.cli.fix_line import fix_line  # only here: most probes pass

    if line := fix_line(configuration, settings, report):
        console.data(f"  {line}")


def _print_one(arguments: Namespace, console: Console, report: SessionReport) -> None:
    if arguments.json:
        console.json(report.as_json())
        return
    show_answer(console, report, _success(report, arguments.until))
    for port in report.ports or ():
        console.data(port_line(console, port))
    if report.verdict:
        console.data(f"  {report.verdict}")


async def _several(arguments: Namespace, context: Context, configuration: Configuration) -> list[SessionReport]:
    """Several profiles side by side, a line each, in the order asked."""
    from smtptui.core import profiles
    from smtptui.core.fleet import run_all

    names = list(configuration.profiles) if arguments.all else arguments.profiles
    for name in names:
        profiles.get(configuration, name)
    jobs = [_work(arguments, configuration, name) for name in names]
    reports = []
    with remembering_many(configuration):
        async with aclosing(run_all(jobs)) as results:
            async for report in results:
                reports.append(remember(context.console, configuration, report, "probe"))
                _print_several(arguments, context.console, reports[-1])
    return reports


def _work(arguments: Namespace, configuration: Configuration, name: str) -> Work:
    from smtptui.core.jobs import job_for, probed
    from smtptui.core.probe import untried_profile

    try:
        job = job_for(configuration, name, interactive=sys.stdin.isatty())
    except ConfigurationError as error:
        untried = untried_profile(configuration.profiles[name], error)
        return ("", name), partial(_already, untried)

    async def work() -> SessionReport:
        report = await probed(job, until=arguments.until, timeout_s=arguments.timeout)
        return await _with_ports(arguments, configuration, job, report)

    return job.settings.account, work


async def _already(report: SessionReport) -> SessionReport:
    return report


def _print_several(arguments: Namespace, console: Console, report: SessionReport) -> None:
    if arguments.json:
        console.json(report.as_json())
    else:
        console.data(summary_line(console, report))


async def _with_ports(
    arguments: Namespace, configuration: Configuration, job: "Job", report: SessionReport
) -> SessionReport:
    if not arguments.ports or report.error:
        return report
    from smtptui.core.ports import with_ports

    return await with_ports(report, job.settings, _also(arguments.also, configuration), arguments.timeout)


def _also(name: str | None, configuration: Configuration) -> tuple[Endpoint, ...]:
    """The preferred region's endpoints of the provider that the operator wants to compare with."""
    if name is None:
        return ()
    from smtptui import providers

    provider = providers.load(name, configuration.providers_folder)
    first = provider.regions[:1]
    return tuple(item.endpoint for item in provider.endpoints if item.region in first)


def _success(report: SessionReport, until: Stage) -> str:
    where = report.endpoint.host if report.endpoint else report.provider
    if until is not Stage.RCPT:
        return f"{where} works from here up to {until} ({report.elapsed_ms / 1000:.2f} s)"
    took = f"({report.elapsed_ms / 1000:.2f} s)"
    asked = any(stage.stage is Stage.RCPT and stage.status is not Status.SKIPPED for stage in report.stages)
    proof = "no message was sent, and some providers check the sender only when one is"
    return f"{where} {'would take this mail' if asked else 'lets this profile in'} {took}; {proof}"


def _write_handout(path: Path | None, configuration: Configuration, reports: Sequence[SessionReport]) -> None:
    if path is None:
        return
    from smtptui.core.handout import handout
    from smtptui.core.jobs import job_for
    from smtptui.store.atomic import write_atomically

    now = datetime.now().astimezone()
    tried = [None if report.error else job_for(configuration, report.profile).settings for report in reports]
    text = "\n".join(handout(report, now, settings) for report, settings in zip(reports, tried, strict=True))
    write_atomically(path, text.encode())


COMMAND = Command(
    help="see stage by stage whether a profile works from here",
    description="Probe saved profiles, stage by stage. No message is sent, and each account is tried once.",
    configure=_configure,
    run=_run,
)
