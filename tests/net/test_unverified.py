"""The second look at a certificate that did not verify, where the server does not go along."""

import pytest

from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage
from tests.hostile._certificates import self_signed_context
from tests.peers import serving
from tests.sessions import failed_stage, probed
from tests.talk import EXTENSIONS, Answer, Talk


@pytest.mark.parametrize(
    "answers",
    [
        {"STARTTLS": "454 4.7.0 not again"},
        {"STARTTLS": ["220 go ahead", "250 and more"]},
        {"EHLO": "what?"},
    ],
)
async def test_a_server_that_refuses_the_second_look_hides_nothing(answers: dict[str, Answer]) -> None:
    context = self_signed_context()

    async def script(talk: Talk) -> None:
        again = answers if talk.peer.connections > 1 else {}
        await talk.play(None, EXTENSIONS, context, **again)

    async with serving(script, Security.STARTTLS) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert failed_stage(report) is Stage.TLS
    assert report.failure is not None
    assert (report.failure.cause, report.tls, peer.connections) == ("cert_self_signed", None, 2)


async def test_a_server_that_is_gone_at_the_second_look_hides_nothing() -> None:
    context = self_signed_context()

    async def script(talk: Talk) -> None:
        if talk.peer.connections > 1:
            talk.reset()
            return
        await talk.play(context=context)

    async with serving(script, Security.STARTTLS) as peer:
        report = await probed(peer.settings())
    assert report.failure is not None
    assert (report.failure.cause, report.tls) == ("cert_self_signed", None)


async def test_a_certificate_that_is_shown_twice_is_described() -> None:
    context = self_signed_context("mail.example")
    async with serving(lambda talk: talk.play(context=context), Security.STARTTLS) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert report.tls is not None
    assert (report.tls.subject, report.tls.verified, report.tls.error) == (
        "mail.example",
        False,
        "self-signed certificate",
    )
    assert set(peer.verbs) == {"EHLO", "STARTTLS"}
