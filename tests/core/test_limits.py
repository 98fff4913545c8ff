"""What was sent, against what the provider allows."""

from datetime import UTC, datetime, timedelta

import pytest

from smtptui.core.limits import LimitUse, uses, would_pass
from smtptui.model.history import HistoryEntry
from smtptui.model.provider import Fact, Limit, LimitUnit, LimitWindow, Provider, ProviderKind

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FACT = Fact("the provider's page", "2026-11-20")
A_DAY = Limit(3, LimitUnit.MESSAGES, LimitWindow.DAY, "free", FACT)


def _sent(hours_ago: float, outcome: str = "accepted", cause: str | None = None, people: int = 1) -> HistoryEntry:
    return HistoryEntry(
        when=NOW - timedelta(hours=hours_ago),
        kind="send",
        profile="p",
        provider="x",
        host="smtp.example.com",
        username="fred",
        stage="data",
        outcome=outcome,
        ok=outcome == "accepted",
        cause=cause,
        detail=None,
        reply_code=None,
        reply_enhanced=None,
        reply_text="Daily user sending limit exceeded" if cause else None,
        recipients=tuple(f"r{number}@example.com" for number in range(people)),
        elapsed_ms=1.0,
    )


def _uses(limits: tuple[Limit, ...], *sends: HistoryEntry) -> tuple[LimitUse, ...]:
    return uses(Provider("x", "X", ProviderKind.ESP, limits=limits), sends, NOW)


def test_messages_of_the_window_count_and_older_ones_do_not() -> None:
    (use,) = _uses((A_DAY,), _sent(1), _sent(23), _sent(25))
    assert (use.used, use.left, use.reopens_at) == (2, 1, None)


def test_a_full_window_reopens_when_the_oldest_message_leaves_it() -> None:
    (use,) = _uses((A_DAY,), _sent(1), _sent(2), _sent(20))
    assert (use.left, use.reopens_at) == (0, NOW + timedelta(hours=4))


def test_a_message_of_unknown_outcome_may_have_counted() -> None:
    (use,) = _uses((A_DAY,), _sent(1, "unknown"), _sent(1, "rejected"), _sent(1, "not_sent"))
    assert use.used == 1


def test_recipients_are_counted_where_the_provider_counts_them() -> None:
    (use,) = _uses((A_DAY._replace(unit=LimitUnit.RECIPIENTS, value=100),), _sent(1, people=7), _sent(2, people=2))
    assert use.used == 9


def test_a_refusal_closes_the_window_whatever_was_counted() -> None:
    (use,) = _uses((A_DAY,), _sent(3, "rejected", "daily_quota_exceeded"))
    assert (use.used, use.left, use.reopens_at) == (0, 0, NOW + timedelta(hours=21))
    assert use.refused == "Daily user sending limit exceeded"


def test_a_message_accepted_after_the_refusal_opens_it_again() -> None:
    (use,) = _uses((A_DAY,), _sent(3, "rejected", "daily_quota_exceeded"), _sent(1))
    assert (use.left, use.refused) == (2, None)


@pytest.mark.parametrize("window", [LimitWindow.MESSAGE, LimitWindow.AT_ONCE, LimitWindow.CONNECTION])
def test_a_limit_that_counts_over_no_time_is_left_out(window: LimitWindow) -> None:
    assert _uses((A_DAY._replace(window=window),), _sent(1)) == ()


def test_sending_more_than_is_left_is_noticed_beforehand() -> None:
    found = _uses((A_DAY,), _sent(1), _sent(2))
    assert would_pass(found, 1, 1) is None
    assert would_pass(found, 2, 2) is found[0]


def test_a_rate_is_kept_by_pacing_and_not_by_asking() -> None:
    found = _uses((A_DAY._replace(window=LimitWindow.SECOND),), _sent(0))
    assert would_pass(found, 10, 10) is None
