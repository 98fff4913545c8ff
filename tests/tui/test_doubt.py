"""A message is in the history from its DATA on, and its end takes the place of the doubt."""

import asyncio

import pytest

from smtptui.core.settings import resolve
from smtptui.errors import WriteError
from smtptui.model.report import Outcome, SessionReport, StageStarted
from smtptui.smtp.stage import Stage
from smtptui.tui.doubt import Doubt
from smtptui.tui.live_session import LiveSession
from smtptui.tui.use import Use
from tests.tui import sessions
from tests.tui.catalogue import PROVIDERS
from tests.tui.still.history import StillHistory
from tests.tui.still.profiles import PROFILES, StillProfiles
from tests.tui.still_workspace import NOW

SETTINGS = resolve(PROFILES[0], PROVIDERS[PROFILES[0].provider])
DATA = StageStarted(8, Stage.DATA)


def session() -> LiveSession:
    """A message's session."""
    return LiveSession.of(Use.SEND, SETTINGS, of_saved=True, began=NOW)


def accepted() -> SessionReport:
    """How it ended."""
    *_, report = sessions.accepted(SETTINGS)
    assert isinstance(report, SessionReport)
    return report


async def test_the_end_takes_the_place_of_the_doubt() -> None:
    history = StillHistory(StillProfiles(PROFILES, None))
    doubt = Doubt(history)
    for stage in (Stage.MAIL, Stage.RCPT):
        await doubt.before(StageStarted(6, stage), session())
    assert history.begun == []
    await doubt.before(DATA, session())
    [begun] = history.begun
    assert begun.delivery is not None
    assert begun.delivery.outcome is Outcome.UNKNOWN
    await doubt.end(accepted(), "send")
    assert history.ended == ["mark 1"]


async def test_each_of_several_messages_ends_its_own_doubt() -> None:
    history = StillHistory(StillProfiles(PROFILES, None))
    doubt = Doubt(history)
    for _ in range(2):
        await doubt.before(DATA, session())
        await doubt.end(accepted(), "send")
    # The third was refused before its DATA.
    await doubt.end(accepted(), "send")
    assert history.ended == ["mark 1", "mark 2", None]


async def test_who_is_cancelled_while_it_begins_still_ends_it() -> None:
    asked, answer = asyncio.Event(), asyncio.Event()

    class Slow(StillHistory):
        async def begin(self, report: SessionReport) -> str | None:
            asked.set()
            await answer.wait()
            return await super().begin(report)

    history = Slow(StillProfiles(PROFILES, None))
    doubt = Doubt(history)
    waiting = asyncio.create_task(doubt.before(DATA, session()))
    await asked.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    answer.set()
    await doubt.end(accepted(), "send")
    assert history.ended == ["mark 1"]


async def test_a_history_that_cannot_be_written_keeps_no_message_back() -> None:
    class Full(StillHistory):
        async def begin(self, report: SessionReport) -> str | None:
            raise WriteError("the disk is full", "make room")

    history = Full(StillProfiles(PROFILES, None))
    doubt = Doubt(history)
    await doubt.before(DATA, session())
    await doubt.end(accepted(), "send")
    assert history.ended == [None]
