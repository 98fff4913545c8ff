"""However a probe ends, by its time limit or by who watches it, it ends in time and leaves nothing open."""

import asyncio
from contextlib import aclosing

import pytest

from smtptui.core.probe import probe
from smtptui.core.time_limits import TimeLimits
from smtptui.model.report import SessionReport, StageStarted
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.patient_loop import patiently
from tests.peers import answering, serving
from tests.sessions import failed_stage, fetch_secret, probed
from tests.talk import Talk


def test_a_server_that_never_comes_to_an_end_gets_three_times_the_limit_at_most() -> None:
    patiently(_gets_three_times_the_limit(2.0))


async def _gets_three_times_the_limit(limit_s: float) -> None:
    async def script(talk: Talk) -> None:
        await asyncio.sleep(0.8 * limit_s)
        await talk.say("220 mail.example")
        while command := await talk.hear():
            await asyncio.sleep(0.8 * limit_s)
            await talk.say(*(talk.ehlo_reply() if command.startswith("EHLO") else ["250 2.0.0 at last"]))

    async with serving(script) as peer:
        clock = asyncio.get_running_loop()
        began = clock.time()
        report = await probed(peer.settings(), timeout_s=limit_s)
        elapsed_s = clock.time() - began
    assert failed_stage(report) is Stage.MAIL
    assert 2 * limit_s < elapsed_s < 3 * limit_s + 0.5


@pytest.mark.parametrize(
    ("timeout_s", "stage_s", "greeting_s", "probe_s", "final_reply_s"),
    [(None, 15, 30, 45, 300), (2.5, 2.5, 2.5, 7.5, 2.5)],
)
def test_the_limits_are_those_that_are_promised(
    timeout_s: float | None, stage_s: float, greeting_s: float, probe_s: float, final_reply_s: float
) -> None:
    limits = TimeLimits.of(timeout_s)
    assert (limits.stage_s, limits.greeting_s, limits.probe_s, limits.final_reply_s) == (
        stage_s,
        greeting_s,
        probe_s,
        final_reply_s,
    )
    assert limits.for_stage(Stage.GREETING) == greeting_s
    assert limits.for_stage(Stage.AUTH) == stage_s


@pytest.mark.parametrize("stage", [Stage.GREETING, Stage.EHLO, Stage.AUTH, Stage.MAIL])
async def test_who_stops_listening_ends_the_session(stage: Stage) -> None:
    async def script(talk: Talk) -> None:
        await talk.play(stage)
        await talk.drain_client()

    async with serving(script) as peer:
        async with aclosing(probe(peer.settings(), fetch_secret, timeout_s=600)) as events:
            async for event in events:
                if isinstance(event, StageStarted) and event.stage is stage:
                    break
        await peer.settled()


@pytest.mark.parametrize("security", list(Security))
async def test_a_probe_cancelled_at_any_moment_closes_its_connection(security: Security) -> None:
    finished = False
    turns = 0
    async with serving(answering(), security) as peer:
        while not finished:
            task = asyncio.create_task(probed(peer.settings()))
            for _ in range(turns):
                await asyncio.sleep(0)
            task.cancel()
            (ended,) = await asyncio.gather(task, return_exceptions=True)
            assert isinstance(ended, asyncio.CancelledError | SessionReport)
            finished = isinstance(ended, SessionReport)
            turns += 1
        await peer.settled()
    assert turns > 10
