"""Logins, with a server that checks them as RFC 4954 says."""

import base64
import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from scramp import ScramException, ScramMechanism

from smtptui.core.probe import probe
from smtptui.model.report import SessionReport
from smtptui.secret import Secret
from smtptui.smtp.stage import Stage
from tests.peers import Peer, serving
from tests.sessions import SECRET, events_of, failed_stage, probed, stage_of
from tests.talk import Talk

_PASSWORD = SECRET.reveal()
_REFUSED = "535 5.7.8 wrong"
Login = Callable[[Talk, str], Awaitable[str]]


def _decoded(line: str) -> str:
    return base64.b64decode(line, validate=True).decode()


def _challenge(text: str) -> str:
    return f"334 {base64.b64encode(text.encode()).decode()}"


async def _asked(talk: Talk, challenge: str) -> str:
    await talk.say(challenge)
    return await talk.hear()


def _verdict(right: bool) -> str:
    return "235 2.7.0 welcome" if right else _REFUSED


async def _plain(talk: Talk, command: str) -> str:
    words = command.split(" ")
    response = words[2] if len(words) == 3 else await _asked(talk, "334 ")
    return _verdict(_decoded(response).split("\0") == ["", "fred", _PASSWORD])


async def _login(talk: Talk, command: str) -> str:
    username = _decoded(await _asked(talk, _challenge("Username:")))
    password = _decoded(await _asked(talk, _challenge("Password:")))
    return _verdict((username, password) == ("fred", _PASSWORD))


async def _cram_md5(talk: Talk, command: str) -> str:
    challenge = "<1896.697170952@mail.example>"
    digest = hmac.new(_PASSWORD.encode(), challenge.encode(), "md5").hexdigest()
    return _verdict(_decoded(await _asked(talk, _challenge(challenge))) == f"fred {digest}")


async def _scram(talk: Talk, command: str) -> str:
    mechanism = ScramMechanism("SCRAM-SHA-256")
    known = mechanism.make_auth_info(_PASSWORD, iteration_count=4096)
    server = mechanism.make_server(lambda username: known if username == "fred" else None)
    server.set_client_first(_decoded(command.split(" ")[2]))
    client_final = _decoded(await _asked(talk, _challenge(server.get_server_first())))
    try:
        server.set_client_final(client_final)
    except ScramException:
        return _REFUSED
    assert await _asked(talk, _challenge(server.get_server_final())) == ""
    return _verdict(True)


async def _token(talk: Talk, command: str) -> str:
    if f"auth=Bearer {_PASSWORD}\x01\x01" in _decoded(command.split(" ")[2]):
        return _verdict(True)
    # RFC 7628 section 3.2.3: the error is a challenge, and a dummy answer fetches the reply.
    error = json.dumps({"status": "invalid_token", "scope": "mail"})
    assert _decoded(await _asked(talk, _challenge(error))) in ("", "\x01")
    return _REFUSED


_LOGINS: dict[str, Login] = {
    "plain": _plain,
    "login": _login,
    "cram-md5": _cram_md5,
    "scram-sha-256": _scram,
    "xoauth2": _token,
    "oauthbearer": _token,
}


def _checking(mechanism: str) -> Callable[[Talk], Awaitable[object]]:
    """A server that offers one mechanism, checks the login and is good otherwise."""

    async def script(talk: Talk) -> None:
        extensions = (f"AUTH {mechanism.upper()}",)
        command = await talk.play(Stage.AUTH, extensions)
        assert command.startswith(f"AUTH {mechanism.upper()}")
        await talk.say(await _LOGINS[mechanism](talk, command))
        await talk.play(None, extensions)

    return script


async def _logged_in(peer: Peer, secret: Secret = SECRET, **settings: Any) -> SessionReport:
    async def fetch() -> Secret:
        return secret

    return (await events_of(probe(peer.settings(**settings), fetch, timeout_s=10)))[1]


@pytest.mark.parametrize("mechanism", _LOGINS)
async def test_the_right_secret_logs_in(mechanism: str) -> None:
    async with serving(_checking(mechanism)) as peer:
        report = await _logged_in(peer, mechanism=mechanism)
        await peer.settled()
    assert report.ok
    assert report.mechanism == mechanism.upper()
    assert peer.verbs.count("AUTH") == 1


@pytest.mark.parametrize("mechanism", _LOGINS)
async def test_a_wrong_secret_is_tried_once(mechanism: str) -> None:
    async with serving(_checking(mechanism)) as peer:
        report = await _logged_in(peer, Secret("another secret"), mechanism=mechanism)
        await peer.settled()
    assert failed_stage(report) is Stage.AUTH
    assert report.failure is not None
    assert report.failure.reply is not None
    assert (report.failure.cause, report.failure.reply.code) == (None, 535)
    assert report.diagnosis is not None
    assert report.diagnosis.cause in ("bad_credentials", "oauth_token_invalid")
    assert (peer.verbs.count("AUTH"), peer.connections) == (1, 1)


@pytest.mark.parametrize("mechanism", _LOGINS)
async def test_the_record_of_a_login_shows_nothing_of_it(mechanism: str) -> None:
    async with serving(_checking(mechanism)) as peer:
        report = await _logged_in(peer, mechanism=mechanism)
    sent = [line for line in report.transcript if line.startswith("C: ") and "[secret]" in line]
    assert sent
    assert {line.removesuffix("[secret]").rstrip() for line in sent} <= {"C:", f"C: AUTH {mechanism.upper()}"}


async def test_a_secret_too_long_for_the_command_waits_for_the_servers_word() -> None:
    long = Secret("x" * 600)

    async def script(talk: Talk) -> None:
        assert await talk.play(Stage.AUTH) == "AUTH PLAIN"
        assert _decoded(await _asked(talk, "334 ")) == f"\0fred\0{long.reveal()}"
        await talk.say(_verdict(True))
        await talk.play()

    async with serving(script) as peer:
        assert (await _logged_in(peer, long)).ok


async def test_a_server_that_wants_no_long_secret_says_so() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(None, AUTH="504 5.5.4 not like this")

    async with serving(script) as peer:
        report = await _logged_in(peer, Secret("x" * 600))
        await peer.settled()
    assert report.failure is not None
    assert report.failure.reply is not None
    assert report.failure.reply.code == 504
    assert [line for line in peer.heard if line.startswith("AUTH")] == ["AUTH PLAIN"]


async def test_a_secret_that_is_the_user_name_too_is_masked_in_both_places() -> None:
    async def script(talk: Talk) -> None:
        command = await talk.play(Stage.AUTH)
        assert _decoded(command.split(" ")[2]) == f"\0{_PASSWORD}\0{_PASSWORD}"
        await talk.say(f"535 5.7.8 {_PASSWORD} is unknown")

    async with serving(script) as peer:
        report = await _logged_in(peer, username=None, secret_is_username=True)
    assert stage_of(report, Stage.AUTH).detail == "535 5.7.8 [secret] is unknown"
    assert report.username is None
    assert _PASSWORD not in json.dumps(report.as_json(), ensure_ascii=False)


async def test_a_server_may_name_its_refusal_within_scram() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH, ("AUTH SCRAM-SHA-256",))
        assert await _asked(talk, _challenge("e=unknown-user")) == ""
        await talk.say(_REFUSED)
        await talk.play(None)

    async with serving(script) as peer:
        report = await _logged_in(peer)
    assert report.failure is not None
    assert (report.failure.cause, report.failure.reply is not None) == (None, True)


async def test_a_server_that_names_a_refusal_and_then_says_yes_is_not_believed() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH, ("AUTH SCRAM-SHA-256",))
        assert await _asked(talk, _challenge("e=other-error")) == ""
        await talk.say(_verdict(True))

    async with serving(script) as peer:
        report = await _logged_in(peer)
    assert failed_stage(report) is Stage.AUTH
    assert report.failure is not None
    assert report.failure.cause == "protocol_error"


@pytest.mark.parametrize(
    ("mechanism", "username", "secret"),
    [
        ("plain", "fr\0ed", "hunter2!"),
        ("plain", "fred", "hunter\0002!"),
        ("oauthbearer", "fred", "hunter\x012!"),
        ("xoauth2", "fred", "hunter\n2!"),
        ("scram-sha-256", "fred", "hunter\a2!"),
        ("scram-sha-256", "fred\u0221", "hunter2!"),
        ("scram-sha-256", "fred", "hunter\udcff2!"),
    ],
)
async def test_what_a_mechanism_cannot_carry_is_not_sent(mechanism: str, username: str, secret: str) -> None:
    async with serving(_checking(mechanism)) as peer:
        report = await _logged_in(peer, Secret(secret), username=username, mechanism=mechanism)
        await peer.settled()
    assert report.failure is not None
    assert report.failure.cause == "non_ascii_credentials"
    assert "AUTH" not in peer.verbs


@pytest.mark.parametrize("mechanism", ["plain", "login", "cram-md5"])
async def test_octets_that_are_no_utf_8_are_sent_as_they_are(mechanism: str) -> None:
    async def script(talk: Talk) -> None:
        command = await talk.play(Stage.AUTH, (f"AUTH {mechanism.upper()}",))
        for challenge in {"plain": [], "login": ["u", "p"], "cram-md5": ["<1@mail.example>"]}[mechanism]:
            command = await _asked(talk, _challenge(challenge))
        answer = base64.b64decode(command.split(" ")[-1])
        digest = hmac.new(b"hunter\xff2!", b"<1@mail.example>", "md5").hexdigest().encode()
        await talk.say(_verdict(answer.endswith((b"hunter\xff2!", digest))))
        await talk.play(None)

    async with serving(script) as peer:
        assert (await _logged_in(peer, Secret("hunter\udcff2!"), mechanism=mechanism)).ok


async def test_a_server_that_wants_a_third_scram_message_gets_none() -> None:
    async def script(talk: Talk) -> None:
        command = await talk.play(Stage.AUTH, ("AUTH SCRAM-SHA-256",))
        assert await _scram(talk, command) == _verdict(True)
        assert await _asked(talk, _challenge("and now?")) == "*"

    async with serving(script) as peer:
        report = await _logged_in(peer)
    assert failed_stage(report) is Stage.AUTH
    assert report.failure is not None
    assert report.failure.cause == "protocol_error"


async def test_a_challenge_may_be_written_with_blanks() -> None:
    async def script(talk: Talk) -> None:
        await talk.play(Stage.AUTH, ("AUTH LOGIN",))
        assert _decoded(await _asked(talk, "334  VXNl cm5hbWU6 ")) == "fred"
        assert _decoded(await _asked(talk, "334")) == _PASSWORD
        await talk.say(_verdict(True))
        await talk.play(None)

    async with serving(script) as peer:
        assert (await probed(peer.settings())).ok
