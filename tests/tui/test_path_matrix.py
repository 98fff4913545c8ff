"""The way to a provider as lines, below the screen."""

import pytest

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import AddressReport, AddressStatus, PortReport
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from smtptui.tui.path_trial import PathTrial
from smtptui.tui.widgets.path_matrix import matrix

LONG = "2a00:1450:4025:0402:0000:0000:0000:006c"


def endpoint(port: int, host: str = "smtp.example.com") -> Endpoint:
    """One of many."""
    return Endpoint(host, port, Security.STARTTLS)


def fate(port: int, status: AddressStatus = AddressStatus.CONNECTED, error: str | None = None) -> PortReport:
    """It has one long address."""
    ended = Status.PASSED if status is AddressStatus.CONNECTED else Status.FAILED
    return PortReport(endpoint(port), ended, 9.0, addresses=(AddressReport(LONG, status, 9.0, error),))


def lines_of(path: PathTrial, width: int = 76) -> list[str]:
    """What is drawn, runs of blanks as one."""
    return [" ".join(line.plain.split()) for line in matrix(path, width)]


def test_a_port_under_way_a_port_that_fails_later_and_one_that_is_open() -> None:
    path = PathTrial(fate(587)._replace(status=Status.FAILED, stage=Stage.TLS))
    path.begin((endpoint(465), endpoint(2525)))
    path.take(fate(465, AddressStatus.FAILED, "connection refused"))
    assert lines_of(path) == ["smtp.example.com 587 465 2525", f"{LONG} ▲ tls ✘ refused ◐"]


def test_a_host_that_does_not_resolve_has_no_address() -> None:
    nowhere = PortReport(endpoint(587, "nowhere.example"), Status.FAILED, 3.0, stage=Stage.RESOLVE)
    path = PathTrial(fate(587))
    path.take(nowhere)
    assert lines_of(path)[2:] == ["nowhere.example 587", "✘ resolve"]


@pytest.mark.parametrize("width", [30, 46, 76])
def test_many_ports_and_long_addresses_stay_within_the_width(width: int) -> None:
    path = PathTrial(fate(587))
    for port in (25, 465, 2465, 2525, 2587):
        path.take(fate(port))
    drawn = matrix(path, width)
    assert max(line.cell_length for line in drawn) <= max(width, len(LONG) + 2)
    text = "\n".join(line.plain for line in drawn)
    assert all(str(port) in text for port in (25, 465, 587, 2465, 2525, 2587))
    assert LONG in text
