"""A session as lines of text: stages as they happen, then the answer."""

from collections.abc import Iterator, Sequence

from smtptui.cli.console import Console
from smtptui.model.diagnosis import Diagnosis
from smtptui.model.report import AddressReport, PortReport, SessionEvent, SessionReport, StageReport
from smtptui.smtp.stage import GLYPHS, Status

STYLES = {Status.PASSED: "green", Status.WARNED: "yellow", Status.FAILED: "red", Status.SKIPPED: "dim"}


def show_event(console: Console, event: SessionEvent) -> None:
    """Print what an event says to a person, if it says something."""
    if isinstance(event, StageReport):
        console.data(stage_line(console, event))
    elif isinstance(event, AddressReport) and event.error:
        console.data(console.paint(f"      {event.address}: {event.error}", "dim"))


def stage_line(console: Console, report: StageReport) -> str:
    """One stage: glyph, name, time, what it showed."""
    glyph = console.paint(GLYPHS[report.status], STYLES[report.status])
    elapsed = "        " if report.status is Status.SKIPPED else f"{report.elapsed_ms:5.0f} ms"
    return f"  {glyph} {report.stage.value:<9}{elapsed}  {report.detail}"


def show_answer(console: Console, report: SessionReport, success: str) -> None:
    """The headline and what to do; `success` is the headline where all went well."""
    if report.error:
        console.data(f"{console.paint('✘', 'red')} {report.profile}: not tried: {report.error[1]}")
        return
    for warning in report.warnings:
        console.data(f"{console.paint('▲', 'yellow')} {warning}")
    if report.diagnosis is None:
        console.data(f"{console.paint('✔', 'green')} {success}")
        return
    for line in _diagnosis_lines(console, report.diagnosis, report.changes):
        console.data(line)


def _diagnosis_lines(console: Console, diagnosis: Diagnosis, changes: Sequence[str]) -> Iterator[str]:
    sure = console.paint(f"({diagnosis.confidence.value}: {diagnosis.cause})", "dim")
    yield f"{console.paint('✘', 'red')} {console.paint(diagnosis.summary, 'bold')} {sure}"
    steps = diagnosis.fix.splitlines()
    for number, step in enumerate(steps, 1):
        yield f"  {number}. {step}" if len(steps) > 1 else f"  {step}"
    if diagnosis.link:
        yield f"  {diagnosis.link}"
    yield from (f"  {change}" for change in changes)
    if diagnosis.ruled_out:
        yield console.paint(f"  ruled out: {', '.join(diagnosis.ruled_out)}", "dim")


def summary_line(console: Console, report: SessionReport) -> str:
    """One profile of several in one line."""
    glyph = console.paint("✔", "green") if report.ok else console.paint("✘", "red")
    where = str(report.endpoint) if report.endpoint else report.provider
    return f"{glyph} {report.profile:<16} {where:<36} {_result(report)}"


def _result(report: SessionReport) -> str:
    if report.error:
        return f"not tried: {report.error[1]}"
    if report.diagnosis:
        stage = report.failure.stage.value if report.failure else "rcpt"
        return f"{stage}: {report.diagnosis.summary}"
    return f"{report.elapsed_ms / 1000:.2f} s"


def port_line(console: Console, report: PortReport) -> str:
    """One endpoint of `--ports`."""
    glyph = console.paint(GLYPHS[report.status], STYLES[report.status])
    return f"  {glyph} {report.endpoint!s:<44}{report.elapsed_ms:5.0f} ms  {report.error or 'open, speaks SMTP'}"
