"""A message whose sender is interrupted: what is known of it then."""

import asyncio
import json
from contextlib import aclosing

import pytest

from smtptui.core.send import Courier
from smtptui.model.report import Outcome, SessionReport, StageReport
from smtptui.smtp.stage import Stage, Status
from tests.contract_json import checked_send
from tests.peers import serving
from tests.sessions import DRAFT, events_of, failed_stage, fetch_secret
from tests.talk import PIPELINING, Talk


def _outcome(report: SessionReport) -> Outcome:
    assert report.delivery is not None
    return report.delivery.outcome


async def _interrupted_when(talk_reaches: Stage, *, after_the_dot: bool = False) -> SessionReport:
    """The report of a message whose sender is cancelled once the server has heard so much."""
    reached = asyncio.Event()

    async def script(talk: Talk) -> None:
        await talk.play(talk_reaches)
        if after_the_dot:
            await talk.say("354 go on")
            await talk.hear_message()
        reached.set()
        await talk.drain_client()

    async with serving(script) as peer:
        courier = Courier(peer.settings(), fetch_secret, timeout_s=600)
        task = asyncio.create_task(events_of(courier.deliver(DRAFT)))
        await reached.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await peer.settled()
        report = courier.report_now()
    assert report is not None
    checked_send(json.dumps(report.as_json()))
    return report


async def test_interrupted_after_the_final_dot_nobody_knows() -> None:
    report = await _interrupted_when(Stage.DATA, after_the_dot=True)
    assert (report.ok, _outcome(report), failed_stage(report)) == (False, Outcome.UNKNOWN, Stage.DATA)
    assert report.delivery is not None
    assert report.delivery.message_id is not None
    assert [one.accepted for one in report.delivery.recipients] == [True]


@pytest.mark.parametrize("stage", [Stage.EHLO, Stage.AUTH, Stage.MAIL, Stage.RCPT, Stage.DATA])
async def test_interrupted_before_the_final_dot_nothing_was_sent(stage: Stage) -> None:
    report = await _interrupted_when(stage)
    assert (report.ok, _outcome(report), failed_stage(report)) == (False, Outcome.NOT_SENT, stage)


async def test_interrupted_after_a_refusal_the_refusal_is_what_is_known() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.MAIL, PIPELINING)
        await talk.say("550 5.7.1 not you")
        await talk.drain_client()

    async with serving(script) as peer:
        courier = Courier(peer.settings(), fetch_secret, timeout_s=600)
        async with aclosing(courier.deliver(DRAFT)) as events:
            async for event in events:
                if isinstance(event, StageReport) and event.status is Status.FAILED:
                    break
        report = courier.report_now()
    assert report is not None
    assert (failed_stage(report), _outcome(report)) == (Stage.MAIL, Outcome.REJECTED)
    checked_send(json.dumps(report.as_json()))
