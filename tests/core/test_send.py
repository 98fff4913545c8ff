"""Messages, and what is known of them at every moment."""

import asyncio
import json

import pytest

from smtptui.core.send import Courier
from smtptui.errors import SecretError
from smtptui.model.report import Outcome, SessionReport
from smtptui.secret import Secret
from smtptui.smtp.message import Attachment, Draft
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from tests.contract_json import checked_send
from tests.peers import RECIPIENT, SENDER, Peer, answering, serving
from tests.sessions import DRAFT, events_of, failed_stage, sent, stage_of
from tests.talk import EXTENSIONS, PIPELINING, Answer, Talk

OTHER = "betty@recipient.example"
LARGE = Attachment("large", "application/octet-stream", bytes(6 * 2**20))
both_ways = pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING], ids=["one by one", "pipelined"])


def _outcome(report: SessionReport) -> Outcome:
    assert report.delivery is not None
    return report.delivery.outcome


async def _sent_through(draft: Draft, extensions: tuple[str, ...], **answers: Answer) -> tuple[SessionReport, Peer]:
    async with serving(answering(extensions, **answers)) as peer:
        report = await sent(peer.settings(), draft)
        await peer.settled()
    checked_send(json.dumps(report.as_json()))
    return report, peer


@both_ways
@pytest.mark.parametrize("security", list(Security))
async def test_an_accepted_message_is_the_one_that_was_composed(
    security: Security, extensions: tuple[str, ...]
) -> None:
    async with serving(answering(extensions), security) as peer:
        report = await sent(peer.settings())
        await peer.settled()
    assert (report.ok, _outcome(report)) == (True, Outcome.ACCEPTED)
    assert report.delivery is not None
    assert report.delivery.queue_id == "4F2A1B9C"
    assert [(one.address, one.accepted) for one in report.delivery.recipients] == [(RECIPIENT, True)]
    (message,) = peer.messages
    assert f"Message-ID: {report.delivery.message_id}\r\n".encode() in message
    assert message.endswith(b"\r\n\r\nhello\r\n..dot\r\n.\r\n")
    assert peer.verbs[-4:] == ["MAIL", "RCPT", "DATA", "QUIT"]
    checked_send(json.dumps(report.as_json()))


async def test_the_stated_size_is_that_of_the_message() -> None:
    _, peer = await _sent_through(DRAFT, EXTENSIONS)
    mail = next(line for line in peer.heard if line.startswith("MAIL"))
    # RFC 1870 section 3: without the dots that transparency adds and without the final one.
    octets = len(peer.messages[0].removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n."))
    assert mail == f"MAIL FROM:<{SENDER}> SIZE={octets}"


async def test_a_pipelined_envelope_goes_out_in_one_flight() -> None:
    flights: list[list[bytes]] = []

    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH, PIPELINING)
        await talk.say("235 2.7.0 welcome")
        flights.append((await talk.hear_octets()).splitlines())
        await talk.say("250 ok", "250 ok", "354 go on")
        await talk.hear_message()
        await talk.say("250 2.0.0 Ok: queued as 4F2A")

    async with serving(script) as peer:
        assert (await sent(peer.settings())).ok
    assert [[line.split()[0] for line in flight] for flight in flights] == [[b"MAIL", b"RCPT", b"DATA"]]


@both_ways
@pytest.mark.parametrize(
    ("answers", "stage", "outcome", "messages"),
    [
        ({"AUTH": "535 5.7.8 wrong"}, Stage.AUTH, Outcome.NOT_SENT, 0),
        ({"MAIL": "550 5.7.1 not you", "RCPT": "503 no", "DATA": "503 no"}, Stage.MAIL, Outcome.REJECTED, 0),
        ({"RCPT": "550 5.1.1 nobody", "DATA": "554 nobody"}, Stage.RCPT, Outcome.REJECTED, 0),
        ({"DATA": "554 5.7.1 no"}, Stage.DATA, Outcome.REJECTED, 0),
        ({"DATA": "451 4.3.0 later"}, Stage.DATA, Outcome.REJECTED, 0),
        ({"dot": "552 5.3.4 too large"}, Stage.DATA, Outcome.REJECTED, 1),
        ({"dot": "451 4.7.1 greylisted"}, Stage.DATA, Outcome.REJECTED, 1),
        ({"dot": "354 more?"}, Stage.DATA, Outcome.UNKNOWN, 1),
        ({"DATA": "250 2.0.0 Ok: queued as 4F2A"}, Stage.DATA, Outcome.NOT_SENT, 0),
    ],
)
async def test_each_refusal_has_its_outcome(
    answers: dict[str, Answer], stage: Stage, outcome: Outcome, messages: int, extensions: tuple[str, ...]
) -> None:
    report, peer = await _sent_through(DRAFT, extensions, **answers)
    assert (failed_stage(report), _outcome(report)) == (stage, outcome)
    assert report.delivery is not None
    assert report.delivery.queue_id is None
    assert len(peer.messages) == messages
    assert peer.verbs[-1] == "QUIT"


def _only(*accepted: str) -> Answer:
    return lambda command: "250 ok" if any(one in command for one in accepted) else "550 5.1.1 nobody here"


@both_ways
async def test_each_recipient_has_an_answer_of_its_own(extensions: tuple[str, ...]) -> None:
    draft = Draft(("a@b.example", RECIPIENT, OTHER), "three", "hello\n")
    report, peer = await _sent_through(draft, extensions, RCPT=_only(RECIPIENT, OTHER))
    assert (report.ok, _outcome(report)) == (False, Outcome.ACCEPTED)
    assert report.delivery is not None
    assert [(one.address, one.accepted) for one in report.delivery.recipients] == [
        ("a@b.example", False),
        (RECIPIENT, True),
        (OTHER, True),
    ]
    rcpt = stage_of(report, Stage.RCPT)
    assert rcpt.status is Status.WARNED
    assert rcpt.detail == "1 of 3 refused: a@b.example 550 5.1.1 nobody here"
    assert report.diagnosis is not None
    assert len(peer.messages) == 1


@both_ways
async def test_several_recipients_may_all_be_accepted(extensions: tuple[str, ...]) -> None:
    report, _ = await _sent_through(Draft((RECIPIENT, OTHER), "two", "hello\n"), extensions)
    assert report.ok
    assert stage_of(report, Stage.RCPT).detail == "2 recipients accepted"


async def test_a_message_for_nobody_is_ended_empty() -> None:
    draft = Draft((RECIPIENT, OTHER), "two", "hello\n")
    report, peer = await _sent_through(draft, PIPELINING, RCPT="550 5.1.1 nobody")
    assert (failed_stage(report), _outcome(report)) == (Stage.RCPT, Outcome.REJECTED)
    assert peer.messages == [b".\r\n"]


async def test_a_sender_refused_in_a_flight_does_not_send_the_message() -> None:
    report, peer = await _sent_through(DRAFT, PIPELINING, MAIL="550 5.7.1 not you")
    assert (failed_stage(report), _outcome(report)) == (Stage.MAIL, Outcome.REJECTED)
    assert peer.messages == [b".\r\n"]


async def test_a_message_above_the_stated_limit_is_not_offered() -> None:
    report, peer = await _sent_through(DRAFT, ("AUTH PLAIN", "SIZE 100"))
    assert (failed_stage(report), _outcome(report)) == (Stage.MAIL, Outcome.NOT_SENT)
    assert report.failure is not None
    assert report.failure.cause == "message_too_large"
    assert "MAIL" not in peer.verbs


async def test_a_large_message_arrives_whole() -> None:
    draft = Draft(
        (RECIPIENT,), "large", ".\n" * 50_000, attachments=(Attachment("a", "application/x-y", bytes(2**20)),)
    )
    report, peer = await _sent_through(draft, EXTENSIONS)
    assert report.ok
    assert peer.messages[0].split(b"\r\n").count(b"..") == 50_000


@pytest.mark.parametrize("from_address", ["frédéric@bücher.example", '"fred b."@sender.example'])
async def test_any_address_can_send(from_address: str) -> None:
    async with serving(answering((*EXTENSIONS, "SMTPUTF8"))) as peer:
        report = await sent(peer.settings(from_address=from_address))
    assert report.ok


async def test_without_a_from_address_nothing_is_tried() -> None:
    async with serving(answering()) as peer:
        report = await sent(peer.settings(from_address=None, username=None))
        other = await sent(peer.settings(from_address=None, username="no address"))
    assert report.error is not None
    assert (report.error[0], "from_address" in report.error[1]) == ("config", True)
    assert other.error is not None
    assert "no address has no @" in other.error[1]
    assert peer.connections == 0


async def test_a_secret_that_cannot_be_had_sends_nothing() -> None:
    async def locked() -> Secret:
        raise SecretError("the keyring is locked", "unlock it")

    async with serving(answering()) as peer:
        _, report = await events_of(Courier(peer.settings(), locked).deliver(DRAFT))
    assert report.error == ("secret", "the keyring is locked; unlock it")
    assert peer.connections == 0


async def test_a_message_makes_progress_longer_than_one_stage_may_take() -> None:
    limit_s = 1.5

    async def script(talk: Talk) -> None:
        await talk.play(Stage.DATA)
        await talk.say("354 go on")
        # Too slow for the whole message within the limit, quick enough for each piece of it.
        for _ in range(6):
            await asyncio.sleep(0.25 * limit_s)
            await talk.hear_octets(2**19)
        tail = b""
        while not tail.endswith(b"\r\n.\r\n"):
            tail = (tail + await talk.hear_octets())[-5:]
        await talk.say("250 2.0.0 Ok: queued as 4F2A")

    async with serving(script) as peer:
        report = await sent(peer.settings(), Draft((RECIPIENT,), "large", "", attachments=(LARGE,)), timeout_s=limit_s)
    assert report.ok
    assert stage_of(report, Stage.DATA).elapsed_ms > 1000 * limit_s
