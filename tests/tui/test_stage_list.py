"""The stages as lines, below the screen."""

from datetime import timedelta

import pytest
from textual.content import Content

from smtptui.core.settings import resolve
from smtptui.model.fingerprint import LastGood
from smtptui.tui.live_session import LiveSession
from smtptui.tui.use import Use
from smtptui.tui.widgets.stage_list import StageList
from tests.tui import sessions
from tests.tui.catalogue import GMAIL
from tests.tui.still_workspace import NOW, PROFILES

SETTINGS = resolve(PROFILES[1], GMAIL)


def played(good: LastGood | None = None) -> LiveSession:
    """A probe that ended at the login."""
    session = LiveSession.of(Use.PROBE, SETTINGS, of_saved=True, began=NOW)
    session.good = good
    for event in sessions.app_password_required(SETTINGS):
        session.take(event)
    return session


def lines_of(session: LiveSession, width: int) -> list[Content]:
    """What it draws."""
    drawn = StageList()
    drawn.show(session)
    return drawn.lines(width)


@pytest.mark.parametrize("width", [40, 76, 90])
def test_no_line_is_wider_than_there_is_room(width: int) -> None:
    good = LastGood(NOW - timedelta(days=3), sessions.GOOD_MARKS)
    assert max(line.cell_length for line in lines_of(played(good), width)) <= width


def test_a_stage_shows_where_its_bar_ended_when_it_last_worked() -> None:
    session = played(LastGood(NOW - timedelta(days=3), sessions.GOOD_MARKS))
    *stages, last = [line.plain for line in lines_of(session, 120)]
    assert last.startswith("∅ not reached: mail, rcpt, quit ")
    assert last.endswith(" │ when it worked 3 d ago")
    auth = next(line for line in stages if "auth" in line)
    assert auth.endswith("188 ms ━━━━│━━━━━")


@pytest.mark.parametrize(("before_ms", "marked"), [(90.0, False), (5.0, True)])
def test_a_stage_that_takes_far_longer_than_it_did_is_marked(before_ms: float, marked: bool) -> None:
    times = (("resolve", 3.0), ("connect", 31.0), ("greeting", 30.0), ("ehlo", 30.0), ("starttls", 30.0))
    marks = sessions.GOOD_MARKS._replace(stage_ms=(*times, ("tls", before_ms)))
    tls = next(line for line in lines_of(played(LastGood(NOW, marks)), 120) if "tls" in line.plain[:8])
    assert ("$text-warning" in {span.style for span in tls.spans}) is marked


def test_without_a_good_probe_there_is_nothing_to_compare_with() -> None:
    assert "│" not in "".join(line.plain for line in lines_of(played(), 120))


def test_a_stage_that_is_another_one_now_is_not_compared() -> None:
    session = played(LastGood(NOW, sessions.GOOD_MARKS._replace(stage_ms=(("resolve", 3.0), ("greeting", 9.0)))))
    assert session.good_ms(0) == 3.0
    assert session.good_ms(1) is None
    assert session.good_ms(7) is None


def test_a_detail_that_is_too_long_ends_with_a_whole_word() -> None:
    offered = [line.plain for line in lines_of(played(), 66) if " ehlo " in line.plain]
    assert "pipelining…" in offered[0]
