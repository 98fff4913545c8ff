"""What was tried of the way to a provider beside the probe itself: other ports, other providers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import PortReport


@dataclass(slots=True)
class PathTrial:
    """The fates of endpoints, the probe's own first; an endpoint that is known is never asked again."""

    own: PortReport
    reports: dict[Endpoint, PortReport] = field(default_factory=dict)
    under_way: tuple[Endpoint, ...] = ()
    verdict: str = ""

    @property
    def known(self) -> tuple[PortReport, ...]:
        """Every fate, in the order asked."""
        return (self.own, *self.reports.values())

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """Known ones, then those under way."""
        return (*(one.endpoint for one in self.known), *self.under_way)

    def unknown(self, endpoints: Iterable[Endpoint]) -> tuple[Endpoint, ...]:
        """Those of `endpoints` that nothing is known about."""
        return tuple(one for one in endpoints if one not in self.endpoints)

    def begin(self, endpoints: tuple[Endpoint, ...]) -> None:
        """These are being tried."""
        self.under_way, self.verdict = endpoints, ""

    def take(self, report: PortReport) -> None:
        """One of them has its fate."""
        self.reports[report.endpoint] = report
        self.under_way = tuple(one for one in self.under_way if one != report.endpoint)

    def end(self, verdict: str) -> None:
        """All have theirs, or the operator does not want to wait for the rest."""
        self.verdict = f"cancelled; so far: {verdict}" if self.under_way else verdict
        self.under_way = ()
