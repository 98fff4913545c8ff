"""Where a Postfix listens, from what `postconf -M` prints."""

import pytest

from smtptui.model.relay import Listener
from smtptui.relay.services import listeners_in

_REST = "n       -       y       -       -"


@pytest.mark.parametrize(
    ("service", "interfaces", "listeners"),
    [
        (f"smtp       inet  {_REST}       smtpd", "all", [Listener("*", 25)]),
        (f"smtp       inet  {_REST}       smtpd -o a=b", "loopback-only", [Listener("localhost", 25)]),
        (
            f"submission inet  {_REST}       smtpd",
            "192.0.2.1, [::1]",
            [Listener("192.0.2.1", 587), Listener("::1", 587)],
        ),
        (f"smtps      inet  {_REST}       smtpd", "all", [Listener("*", 465)]),
        (f"127.0.0.1:10025 inet {_REST}   smtpd", "all", [Listener("127.0.0.1", 10025)]),
        (f"[::1]:2525 inet  {_REST}       postscreen", "all", [Listener("::1", 2525)]),
        (f"localhost:smtp inet {_REST}    smtpd", "all", [Listener("localhost", 25)]),
        (f"smtp       unix  {_REST}       smtp", "all", []),
        (f"10080      inet  {_REST}       qmqpd", "all", []),
        (f"no-such-service-name inet {_REST} smtpd", "all", []),
        ("damaged", "all", []),
    ],
)
def test_a_service_that_takes_mail_is_listed_with_its_addresses(
    service: str, interfaces: str, listeners: list[Listener]
) -> None:
    assert listeners_in(f"{service}\n", interfaces) == tuple(listeners)


def test_an_address_of_ipv6_is_written_in_brackets() -> None:
    assert [str(Listener(host, 25)) for host in ("*", "127.0.0.1", "::1")] == ["*:25", "127.0.0.1:25", "[::1]:25"]
