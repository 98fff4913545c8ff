"""Several messages over one connection, as long as it holds."""

import json
import time
from contextlib import aclosing
from typing import Any

import pytest

from smtptui.core.send import Courier, send_many
from smtptui.model.report import Outcome, SessionReport
from smtptui.secret import Secret
from smtptui.smtp.message import Draft
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.contract_json import checked_send
from tests.peers import RECIPIENT, Peer, answering, serving
from tests.sessions import DRAFT, events_of, fetch_secret
from tests.talk import EXTENSIONS, PIPELINING, Talk

both_ways = pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING], ids=["one by one", "pipelined"])


def _outcome(report: SessionReport) -> Outcome:
    assert report.delivery is not None
    return report.delivery.outcome


async def _many(peer: Peer, count: int, **options: Any) -> list[SessionReport]:
    courier = Courier(peer.settings(), fetch_secret, timeout_s=options.pop("timeout_s", 60.0))
    drafts = [Draft((RECIPIENT,), f"number {number}", "hello\n") for number in range(count)]
    async with aclosing(send_many(courier, drafts, **options)) as events:
        return [event async for event in events if isinstance(event, SessionReport)]


@both_ways
async def test_several_messages_go_over_one_connection(extensions: tuple[str, ...]) -> None:
    async with serving(answering(extensions)) as peer:
        reports = await _many(peer, 3)
        await peer.settled()
    assert [_outcome(report) for report in reports] == [Outcome.ACCEPTED] * 3
    assert peer.connections == 1
    assert peer.verbs == ["EHLO", "AUTH", *(["MAIL", "RCPT", "DATA"] * 3), "QUIT"]
    for number, report in enumerate(reports):
        checked_send(json.dumps(report.as_json()), reused=number > 0, more_follow=number < 2)


async def test_the_secret_is_fetched_once_for_all_messages() -> None:
    fetched = 0

    async def fetch() -> Secret:
        nonlocal fetched
        fetched += 1
        return await fetch_secret()

    async with serving(answering(dot="451 4.3.0 later")) as peer:
        courier = Courier(peer.settings(), fetch, timeout_s=60)
        async with aclosing(send_many(courier, [DRAFT] * 3)) as events:
            assert len([event async for event in events if isinstance(event, SessionReport)]) == 3
    assert (fetched, peer.connections) == (1, 3)


async def test_a_refused_login_is_not_repeated_for_every_message() -> None:
    async with serving(answering(AUTH="535 5.7.8 wrong")) as peer:
        reports = await _many(peer, 5)
    assert [_outcome(report) for report in reports] == [Outcome.NOT_SENT]
    assert peer.connections == 1


async def test_a_refused_message_does_not_stop_the_next() -> None:
    answers = iter(["552 5.3.4 too large", "250 ok", "250 ok"])
    async with serving(answering(dot=lambda _: next(answers))) as peer:
        reports = await _many(peer, 3)
        await peer.settled()
    assert [_outcome(report) for report in reports] == [Outcome.REJECTED, Outcome.ACCEPTED, Outcome.ACCEPTED]
    assert peer.connections == 2


@pytest.mark.parametrize("breaking", ["closes", "talks nonsense"])
async def test_a_connection_that_broke_between_two_messages_is_replaced(breaking: str) -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.DATA)
        await talk.say("354 go on")
        await talk.hear_message()
        nonsense = ["so long"] if breaking == "talks nonsense" else []
        await talk.say("250 2.0.0 Ok: queued as 4F2A", *nonsense)
        if breaking == "closes":
            talk.hang_up()
        await talk.drain_client()

    async with serving(script) as peer:
        courier = Courier(peer.settings(), fetch_secret, timeout_s=60)
        _, first = await events_of(courier.deliver(DRAFT, more_follow=True))
        if breaking == "closes":
            await peer.settled()
        _, second = await events_of(courier.deliver(DRAFT))
        await peer.settled()
    assert (_outcome(first), _outcome(second), peer.connections) == (Outcome.ACCEPTED, Outcome.ACCEPTED, 2)


async def test_messages_keep_to_the_rate() -> None:
    async with serving(answering()) as peer:
        began = time.monotonic()
        reports = await _many(peer, 4, rate_per_s=20.0)
        elapsed_s = time.monotonic() - began
    assert len(reports) == 4
    assert elapsed_s >= 3 / 20


async def test_a_kept_connection_is_closed_by_whoever_keeps_the_courier() -> None:
    async with serving(answering()) as peer:
        courier = Courier(peer.settings(), fetch_secret, timeout_s=60)
        await events_of(courier.deliver(DRAFT, more_follow=True))
        courier.close()
        await peer.settled()
    assert peer.connections == 1


def test_a_courier_that_has_done_nothing_knows_nothing() -> None:
    courier = Courier(Peer(1, Security.NONE, "").settings(), fetch_secret)
    courier.close()
    assert courier.report_now() is None
