"""What the History room can be asked, and the bars over its list."""

from datetime import UTC, datetime, timedelta

import pytest

from smtptui.model.history import Tally, Wanted
from smtptui.tui.history_choice import EVERY_PROFILE, Choice, options
from smtptui.tui.sparkline import sparkline

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TALLIES = (
    Tally("home", "probe", "passed", None, 5),
    Tally("home", "probe", "failed", "bad_credentials", 2),
    Tally("home", "send", "accepted", None, 4),
    Tally("work", "probe", "failed", "daily_quota_exceeded", 3),
)


def titles(chosen: Choice) -> dict[str, int | None]:
    return {option.title: option.sessions for option in options(TALLIES, chosen, "home")}


def test_without_a_filter_the_open_profile_is_meant() -> None:
    assert Choice().wanted("home", NOW) == Wanted(profile="home")
    assert Choice(EVERY_PROFILE).wanted("home", NOW) == Wanted()
    assert Choice("work", span="the last day").wanted("home", NOW) == Wanted("work", since=NOW - timedelta(days=1))


def test_each_value_there_is_can_be_chosen_and_says_how_many_it_leaves() -> None:
    found = titles(Choice())
    assert found["every profile"] == 14
    assert found["outcome: failed"] == 2
    assert found["cause: bad credentials"] == 2
    assert found["only: test messages"] == 4
    assert found["profile: work"] == 3
    assert "cause: daily quota exceeded" not in found
    assert list(found)[:2] == ["every profile", "time: the last hour"]


def test_a_further_filter_narrows_the_ones_before() -> None:
    found = titles(Choice(EVERY_PROFILE, outcome="failed"))
    assert found["cause: daily quota exceeded"] == 3
    assert "only: test messages" not in found
    assert "outcome: failed" not in found


def test_within_a_span_nothing_is_counted() -> None:
    assert set(titles(Choice(span="the last day")).values()) - {None} == set()


def test_a_filter_is_said_in_words() -> None:
    chosen = Choice(EVERY_PROFILE, "probe", "not_sent", "bad_credentials", "the last week")
    assert chosen.words == "probes, not sent, bad credentials, the last week"
    assert Choice("work").words == ""


@pytest.mark.parametrize(
    ("times_ms", "bars"),
    [([], ""), ([0.0], "▁"), ([10.0, 80.0, None, 40.0], "▂█✘▅"), ([None, None], "✘✘"), ([1.0, 1.0], "██")],
)
def test_the_longest_session_is_the_highest_bar_and_a_failed_one_a_cross(
    times_ms: list[float | None], bars: str
) -> None:
    assert sparkline(times_ms).plain == bars
