"""Which endpoints can be reached from here, tried side by side and without logging in, and what that bears out."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing

from smtptui.core.run import Run
from smtptui.core.time_limits import TimeLimits
from smtptui.model.endpoint import Endpoint
from smtptui.model.report import PortReport, PortSurvey, SessionReport
from smtptui.model.settings import Settings
from smtptui.smtp.security import usual_security
from smtptui.smtp.stage import Stage, Status, wire_order

# What submission services listen on: RFC 6409, RFC 8314, and 2525 where the others are blocked.
COMMON_PORTS = (25, 465, 587, 2525)


def endpoints_of(settings: Settings, also: Sequence[Endpoint] = ()) -> tuple[Endpoint, ...]:
    """The session's own endpoint, the provider's others or the common ports of a custom host, and `also`."""
    host = settings.endpoint.host
    others = settings.alternatives or tuple(Endpoint(host, port, usual_security(port)) for port in COMMON_PORTS)
    own = settings.endpoint
    beside = [one for one in others if (one.host, one.port) != (own.host, own.port)]
    return tuple(dict.fromkeys((own, *beside, *also)))


async def survey(
    settings: Settings, endpoints: Sequence[Endpoint], timeout_s: float | None = None
) -> AsyncGenerator[PortReport | PortSurvey, None]:
    """Each endpoint's report as soon as it is known, and the PortSurvey, in the order asked, as the last event."""
    tasks = [asyncio.create_task(_try(settings, endpoint, timeout_s)) for endpoint in endpoints]
    try:
        for finished in asyncio.as_completed(tasks):
            yield await finished
        reports = tuple(task.result() for task in tasks)
        yield PortSurvey(reports, verdict(settings, reports))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def with_ports(
    report: SessionReport, settings: Settings, also: Sequence[Endpoint] = (), timeout_s: float | None = None
) -> SessionReport:
    """The report with what a survey finds of every endpoint that the operator asked about."""
    async with aclosing(survey(settings, endpoints_of(settings, also), timeout_s)) as events:
        async for event in events:
            if isinstance(event, PortSurvey):
                return report._replace(ports=event.ports, verdict=event.verdict)
    raise RuntimeError("a survey ended without its result")


async def _try(settings: Settings, endpoint: Endpoint, timeout_s: float | None) -> PortReport:
    """One endpoint as far as its EHLO inside TLS; a pinned certificate belongs to the profile's own host."""
    pinned = settings.tls_fingerprint if endpoint.host == settings.endpoint.host else None
    there = settings._replace(endpoint=endpoint, tls_fingerprint=pinned)
    limits = TimeLimits.of(timeout_s)
    run = Run(there, None, wire_order(endpoint.security, Stage.EHLO)[:-1], limits)
    run.bound(limits.probe_s)
    async with run.session:
        for stage in run.order:
            async with aclosing(run.stage(stage, run.opening(stage))) as events:
                async for _ in events:
                    pass
            if run.failure is not None:
                break
        await run.part()
    return _report(run, endpoint)


def _report(run: Run, endpoint: Endpoint) -> PortReport:
    elapsed_ms = sum(stage.elapsed_ms for stage in run.stages)
    addresses = tuple(run.session.addresses)
    if run.failure is None:
        return PortReport(endpoint, Status.PASSED, elapsed_ms, addresses=addresses)
    failure = run.failure
    return PortReport(
        endpoint, Status.FAILED, elapsed_ms, run.stages[-1].detail, failure.cause, failure.stage, addresses
    )


def of_session(endpoint: Endpoint, report: SessionReport) -> PortReport:
    """What a session that has ended says about its own endpoint, so that it is not asked again."""
    way = wire_order(endpoint.security, Stage.EHLO)[:-1]
    elapsed_ms = sum(stage.elapsed_ms for stage in report.stages[: len(way)])
    failure = report.failure
    if failure is None or failure.stage not in way:
        return PortReport(endpoint, Status.PASSED, elapsed_ms, addresses=report.addresses)
    failed = PortReport(endpoint, Status.FAILED, elapsed_ms, failure.detail, failure.cause, failure.stage)
    return failed._replace(addresses=report.addresses)


_UNRESOLVED = ("dns_no_such_host", "dns_temporary_failure")
_UNREACHED = ("port_blocked_or_filtered", "connection_refused", "network_unreachable")


def verdict(settings: Settings, reports: Sequence[PortReport]) -> str:
    """What the evidence bears, and no more."""
    own = next((report for report in reports if report.endpoint == settings.endpoint), None)
    working = [report for report in reports if report.status is Status.PASSED]
    if own is None or own.status is Status.PASSED:
        return f"{settings.endpoint} works from here"
    if own.cause in _UNRESOLVED:
        words = f"the name {own.endpoint.host} does not resolve here, so its ports say nothing"
        return f"{words}; {working[0].endpoint} works" if working else words
    if own.cause not in _UNREACHED:
        return _not_the_way(own, working)
    return _unreached(settings, own, reports)


def _unreached(settings: Settings, own: PortReport, reports: Sequence[PortReport]) -> str:
    """The own port is closed: what the others say about why, and which of them is the way out."""
    host, port = own.endpoint.host, own.endpoint.port
    at_home = [one for one in reports if one.endpoint.host == host and one.cause not in _UNREACHED]
    finding = _compared(own, [one for one in reports if one.endpoint.port == port and one.endpoint.host != host])
    is_open = next((one.endpoint for one in at_home if one.status is Status.PASSED), None)
    if is_open is not None:
        return f"{finding or _closed(settings, own)}; {is_open} is open: use it"
    if finding:
        return finding
    if at_home:
        half_open = at_home[0]
        where = f"{half_open.endpoint} answers, and fails at {half_open.stage}"
        return f"{_closed(settings, own)}; {where}: {half_open.error}"
    working = next((one.endpoint for one in reports if one.status is Status.PASSED), None)
    if working is not None:
        return f"{host} cannot be reached on any port; {working} can"
    return "none of them answers: the host or the way there, undecided"


def _compared(own: PortReport, elsewhere: Sequence[PortReport]) -> str:
    """What other hosts on the same port say about it; nothing where none was asked."""
    port = own.endpoint.port
    reached = [one for one in elsewhere if one.cause not in (*_UNREACHED, *_UNRESOLVED)]
    if reached:
        other = reached[0].endpoint.host
        return f"port {port} is open from here (to {other}), so {own.endpoint.host} or the way to it fails"
    if any(one.cause in _UNREACHED for one in elsewhere):
        return f"port {port} is closed to everyone from this machine"
    return ""


def _not_the_way(own: PortReport, working: Sequence[PortReport]) -> str:
    reached = f"{own.endpoint} is reached and fails later: {own.error}"
    return f"{reached}; {working[0].endpoint} works" if working else reached


def _closed(settings: Settings, own: PortReport) -> str:
    port = own.endpoint.port
    if own.cause == "connection_refused":
        return f"nothing listens on port {port} of {own.endpoint.host}, or a firewall answers for it"
    # That the catalogue lists this endpoint speaks against "the provider does not offer it".
    listed = bool(settings.alternatives)
    return f"port {port} is {'likely ' if listed else ''}filtered on the way{'' if listed else ' or not offered'}"
