"""Stages of a session that a good server can play in more than one way."""

import socket

import pytest

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import SessionReport
from smtptui.net.failure import LostError, StageError
from smtptui.net.race import Race
from smtptui.net.tls import unverified_context
from smtptui.net.wire import Wire, open_wire
from smtptui.secret import Redactor
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from smtptui.smtp.transcript import Transcript
from tests.peers import Peer, answering, serving
from tests.sessions import failed_stage, probed, stage_of
from tests.talk import EXTENSIONS, HOST, PIPELINING, Talk


def _cause(report: SessionReport) -> str | None:
    assert report.failure is not None
    return report.failure.cause


async def _greeted_with(*lines: str) -> SessionReport:
    async def script(talk: Talk) -> None:
        await talk.say(*lines)
        talk.greeted = True
        await talk.play()

    async with serving(script) as peer:
        return await probed(peer.settings())


async def test_only_the_greetings_first_line_is_shown() -> None:
    report = await _greeted_with("220-mail.example ESMTP", "220 We do not authorize spam")
    assert (report.ok, stage_of(report, Stage.GREETING).detail) == (True, "mail.example ESMTP")


async def test_an_empty_greeting_is_one() -> None:
    assert stage_of(await _greeted_with("220"), Stage.GREETING).detail == "an empty greeting"


async def test_a_greeting_that_a_firewall_starred_out_is_warned_of() -> None:
    report = await _greeted_with("220 ****************0*****")
    assert stage_of(report, Stage.GREETING).status is Status.WARNED


async def test_a_server_that_takes_no_sessions_says_so_in_its_greeting() -> None:
    report = await _greeted_with("554 5.7.1 your address is listed")
    assert failed_stage(report) is Stage.GREETING
    assert "your address is listed" in stage_of(report, Stage.GREETING).detail


@pytest.mark.parametrize("code", [500, 501, 502, 504])
async def test_a_server_of_the_last_century_is_greeted_with_helo(code: int) -> None:
    async with serving(answering(EHLO=f"{code} what?")) as peer:
        report = await probed(peer.settings(username=None))
        await peer.settled()
    assert report.ok
    assert stage_of(report, Stage.EHLO).status is Status.WARNED
    assert peer.heard[:2] == ["EHLO client.example", "HELO client.example"]


async def test_another_refusal_of_ehlo_is_final() -> None:
    async with serving(answering(EHLO="550 5.7.1 go away")) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert failed_stage(report) is Stage.EHLO
    assert "HELO" not in peer.verbs


async def test_the_client_names_itself_by_its_address_where_it_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: "localhost")
    async with serving(answering()) as peer:
        assert (await probed(peer.settings(ehlo_name=None))).ok
        await peer.settled()
    assert peer.heard[0] == f"EHLO [{HOST}]"


async def test_what_was_offered_before_the_handshake_is_forgotten() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.TLS)
        await talk.start_tls()
        await talk.play(None, ("SIZE 1000000",))

    async with serving(script, Security.STARTTLS) as peer:
        report = await probed(peer.settings())
    assert (failed_stage(report), _cause(report)) == (Stage.AUTH, "auth_not_offered")
    assert report.capabilities.as_json() == {"SIZE": "1000000"}


@pytest.mark.parametrize(
    ("extensions", "mechanism", "cause"),
    [
        (["AUTH PLAIN LOGIN"], "cram-md5", "mechanism_not_supported"),
        (["AUTH GSSAPI NTLM"], "auto", "mechanism_not_supported"),
        (["AUTH XOAUTH2"], "auto", "mechanism_not_supported"),
        (["SIZE 1"], "auto", "auth_not_offered"),
        (["STARTTLS"], "auto", "starttls_required"),
    ],
)
async def test_a_login_that_is_not_offered_is_not_tried(extensions: list[str], mechanism: str, cause: str) -> None:
    async with serving(answering(extensions)) as peer:
        report = await probed(peer.settings(mechanism=mechanism))
        await peer.settled()
    assert (failed_stage(report), _cause(report), report.mechanism) == (Stage.AUTH, cause, None)
    assert "AUTH" not in peer.verbs


@pytest.mark.usefixtures("every_name_is_here")
@pytest.mark.parametrize(("host", "status"), [("mail.example", Status.WARNED), ("localhost", Status.PASSED)])
async def test_a_secret_that_leaves_the_machine_in_clear_is_warned_of(host: str, status: Status) -> None:
    async with serving(answering()) as peer:
        report = await probed(peer.settings(endpoint=Endpoint(host, peer.port, Security.NONE)))
    assert report.ok
    assert stage_of(report, Stage.AUTH).status is status


@pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING])
async def test_a_goodbye_is_said_to_a_server_that_refuses(extensions: tuple[str, ...]) -> None:
    async with serving(answering(extensions, MAIL="550 5.7.1 not you")) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert failed_stage(report) is Stage.MAIL
    assert peer.heard[-1] == "QUIT"


async def test_the_record_tells_who_closed() -> None:
    async with serving(answering()) as peer:
        ours = await probed(peer.settings())

    async def closing(talk: Talk) -> None:
        await talk.play(Stage.EHLO)
        talk.hang_up()

    async with serving(closing) as peer:
        theirs = await probed(peer.settings())
    assert ours.transcript[-1] == "-- closed from here"
    assert theirs.transcript[-1] == "-- the server closed the connection"


async def test_a_detail_is_one_line_whatever_the_server_sends() -> None:
    lines = ["250-2.1.0 one", "250-2.1.0  two", "250 2.1.0"]
    async with serving(answering(MAIL=lines, RCPT=["550-5.1.1 no", "550 5.1.1 body"])) as peer:
        report = await probed(peer.settings())
    assert stage_of(report, Stage.MAIL).detail == "one two"
    assert "\n" not in stage_of(report, Stage.RCPT).detail


async def _wire(peer: Peer) -> Wire:
    connected = await Race([HOST], peer.port).run()
    return await open_wire(connected, Transcript(Redactor()), Redactor())


@pytest.mark.parametrize("nasty", ["\r\n", "\n", "\r", "\0"])
async def test_no_value_ends_a_command_early(nasty: str) -> None:
    async with serving(answering()) as peer:
        wire = await _wire(peer)
        await wire.reply()
        with pytest.raises(StageError, match="line end"):
            wire.send("NOOP", f"MAIL FROM:<a{nasty}RCPT TO:<b>")
        await wire.command("QUIT")
        wire.close()
        await peer.settled()
    assert peer.heard == ["QUIT"]


async def test_nobody_shakes_hands_with_a_server_that_has_gone() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.STARTTLS)
        await talk.say("220 2.0.0 go ahead")
        talk.hang_up()

    async with serving(script) as peer:
        wire = await _wire(peer)
        await wire.reply()
        assert (await wire.command("STARTTLS")).code == 220
        await peer.settled()
        with pytest.raises(LostError):
            await wire.reply()
        with pytest.raises(LostError):
            await wire.upgrade(unverified_context(), HOST)
        with pytest.raises(LostError):
            wire.send("EHLO client.example")


async def test_a_wire_that_is_closed_sends_nothing_more() -> None:
    async with serving(answering()) as peer:
        wire = await _wire(peer)
        await wire.reply()
        assert wire.is_open
        wire.close()
        assert not wire.is_open
        with pytest.raises(LostError):
            await wire.command("NOOP")
        await peer.settled()
    assert peer.heard == []
