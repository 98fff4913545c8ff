"""The pace that a plan keeps for a provider."""

import pytest

from smtptui.model.provider import Fact, Limit, LimitUnit, LimitWindow
from smtptui.relay.rate import rate_of

FACT = Fact("the provider's page", "2026-11-20")


def limit(value: float, window: LimitWindow, unit: LimitUnit = LimitUnit.MESSAGES, plan: str = "all") -> Limit:
    """A limit as the catalogue has it."""
    return Limit(value, unit, window, plan, FACT)


@pytest.mark.parametrize(
    ("value", "window", "delay"),
    [
        (1, LimitWindow.SECOND, "1s"),
        (2, LimitWindow.SECOND, "1s"),
        (30, LimitWindow.MINUTE, "2s"),
        (7, LimitWindow.MINUTE, "9s"),
        (100, LimitWindow.HOUR, "36s"),
    ],
)
def test_a_limit_becomes_a_delay_that_never_passes_it(value: float, window: LimitWindow, delay: str) -> None:
    parameters, notes = rate_of([limit(value, window)])
    assert parameters == {"smtp_destination_rate_delay": delay}
    assert "the provider's page" in notes[0]


def test_the_slowest_of_several_limits_counts() -> None:
    limits = [limit(100, LimitWindow.HOUR), limit(30, LimitWindow.MINUTE)]
    assert rate_of(limits)[0] == {"smtp_destination_rate_delay": "36s"}


def test_connections_at_once_are_counted_by_postfix() -> None:
    limits = [limit(10, LimitWindow.AT_ONCE, LimitUnit.CONNECTIONS)]
    assert rate_of(limits)[0] == {"smtp_destination_concurrency_limit": "10"}


@pytest.mark.parametrize(
    "passed_over",
    [
        limit(100, LimitWindow.DAY),
        limit(14, LimitWindow.SECOND),
        limit(1, LimitWindow.SECOND, plan="sandbox"),
        limit(25, LimitWindow.MESSAGE, LimitUnit.MEGABYTES),
    ],
)
def test_other_limits_slow_nothing(passed_over: Limit) -> None:
    assert rate_of([passed_over]) == ({}, ())
