"""A probe as a Markdown report to hand on: to a colleague, or to a provider's support."""

from collections.abc import Iterator
from datetime import datetime

from smtptui import __version__
from smtptui.core.other_tools import equivalents
from smtptui.model.report import SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.stage import GLYPHS


def handout(report: SessionReport, when: datetime, settings: Settings | None) -> str:
    """The report; `settings` are what was tried, None where they made no sense.

    Secrets were masked where the session recorded them, and no command holds one.
    """
    return "\n".join(_lines(report, when, settings)) + "\n"


def _lines(report: SessionReport, when: datetime, settings: Settings | None) -> Iterator[str]:
    yield f"# {report.profile}: {report.endpoint or report.provider}"
    yield ""
    yield f"Probed {when.isoformat(timespec='seconds')} by smtptui {__version__}; provider {report.provider}."
    if report.error:
        yield f"\nNot tried: {report.error[1]}"
        return
    yield from _diagnosis(report)
    yield from _stages(report)
    yield from _ports(report)
    yield from _certificate(report)
    yield from _fenced("Transcript", report.transcript)
    if settings is not None:
        yield from _fenced("The same with other tools", equivalents(settings, report.mechanism))


def _diagnosis(report: SessionReport) -> Iterator[str]:
    yield ""
    if report.diagnosis is None:
        yield "Everything that was tried works." if report.ok else "It does not work."
        return
    diagnosis = report.diagnosis
    yield f"**{_cell(diagnosis.summary)}** ({diagnosis.confidence}, `{diagnosis.cause}`)"
    yield ""
    yield from (f"{number}. {_cell(step)}" for number, step in enumerate(diagnosis.fix.splitlines(), 1))
    if diagnosis.link:
        yield f"\n<{diagnosis.link}>"
    yield from (f"\nChanged: {_cell(change)}" for change in report.changes)
    if diagnosis.ruled_out:
        yield f"\nRuled out: {_cell(', '.join(diagnosis.ruled_out))}"


def _stages(report: SessionReport) -> Iterator[str]:
    yield from ("", "## Stages", "", "| stage | | ms | |", "| --- | --- | ---: | --- |")
    for stage in report.stages:
        outcome = f"{GLYPHS[stage.status]} {stage.status}"
        yield f"| {stage.stage} | {outcome} | {stage.elapsed_ms:.1f} | {_cell(stage.detail)} |"
    for address in report.addresses:
        yield f"\n{address.address}: {address.status}{f', {_cell(address.error)}' if address.error else ''}"


def _ports(report: SessionReport) -> Iterator[str]:
    if not report.ports:
        return
    yield from ("", "## Ports", "", "| endpoint | | |", "| --- | --- | --- |")
    for port in report.ports:
        yield f"| {port.endpoint} | {GLYPHS[port.status]} {port.status} | {_cell(port.error or '')} |"


def _certificate(report: SessionReport) -> Iterator[str]:
    seen = report.tls
    if seen is None:
        return
    yield from ("", "## Certificate", "")
    trust = "verified" if seen.verified else f"NOT verified: {_cell(seen.error or '')}"
    yield f"- {seen.version or 'TLS'} {seen.cipher or ''}, {trust}"
    yield f"- for {_cell(', '.join(seen.names) or seen.subject)}, issued by {_cell(seen.issuer)}"
    yield f"- valid from {seen.not_before} to {seen.not_after}, {seen.validity}"
    yield f"- `{seen.fingerprint}`"


def _fenced(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    yield from ("", f"## {title}", "", "````text", *(line.replace("````", "'''") for line in lines), "````")


def _cell(text: str) -> str:
    """Server text in a table: no line end, no cell end, no markup or HTML of its own."""
    flat = " ".join(text.split())
    for character in "\\|`*_<>[]":
        flat = flat.replace(character, f"\\{character}")
    return flat
