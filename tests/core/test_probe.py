"""A probe from its first event to its report."""

import json

import pytest

from smtptui.core.probe import probe, untried_profile
from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.profile import Profile
from smtptui.model.report import AddressReport, SessionEvent, SessionReport, StageReport, StageStarted, TranscriptGrew
from smtptui.model.tls import TlsReport
from smtptui.secret import Secret
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.security import Security
from smtptui.smtp.stage import PROBE_LIMITS, Stage, Status, wire_order
from tests.contract_json import checked_probe
from tests.peers import RECIPIENT, SENDER, Peer, answering, free_port, serving
from tests.sessions import SECRET, events_of, failed_stage, fetch_secret, probed, stage_of
from tests.talk import EXTENSIONS, PIPELINING, Talk


def _statuses(report: SessionReport) -> list[tuple[str, str]]:
    return [(stage.stage.value, stage.status.value) for stage in report.stages]


@pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING])
@pytest.mark.parametrize("security", list(Security))
async def test_a_good_server_passes_every_stage(security: Security, extensions: tuple[str, ...]) -> None:
    async with serving(answering(extensions), security) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert report.ok
    assert report.diagnosis is None
    assert [stage.stage for stage in report.stages] == list(wire_order(security))
    assert {stage.status for stage in report.stages} == {Status.PASSED}
    assert report.mechanism == "PLAIN"
    assert peer.verbs[-4:] == ["MAIL", "RCPT", "RSET", "QUIT"]
    assert peer.messages == []
    checked_probe(json.dumps(report.as_json()))


async def test_a_pipelined_envelope_goes_out_in_one_flight() -> None:
    flights: list[bytes] = []

    async def script(talk: Talk) -> None:
        command = await talk.play(Stage.AUTH, PIPELINING)
        assert command
        await talk.say("235 2.7.0 welcome")
        flights.append(await talk.hear_octets())
        await talk.say("250 ok", "250 ok", "250 ok", "221 bye")

    async with serving(script) as peer:
        assert (await probed(peer.settings())).ok
    assert flights == [f"MAIL FROM:<{SENDER}>\r\nRCPT TO:<{RECIPIENT}>\r\nRSET\r\nQUIT\r\n".encode()]


async def test_the_transcript_grows_stage_by_stage_without_the_secret() -> None:
    async with serving(answering(), Security.STARTTLS) as peer:
        seen, report = await events_of(probe(peer.settings(), fetch_secret, timeout_s=10))
    told = [line for event in seen if isinstance(event, TranscriptGrew) for line in event.lines]
    assert told == list(report.transcript[: len(told)])
    assert any(line.startswith("C: AUTH") for line in told)
    assert SECRET.reveal() not in "".join(told)


async def test_events_tell_the_session_as_it_happens() -> None:
    async with serving(answering(), Security.STARTTLS) as peer:
        seen, report = await events_of(probe(peer.settings(), fetch_secret, timeout_s=10))
    told = [event for event in seen if isinstance(event, StageReport)]
    assert told == list(report.stages)
    begun = [event.stage for event in seen if isinstance(event, StageStarted)]
    assert begun == [stage.stage for stage in report.stages]
    assert [event for event in seen if isinstance(event, AddressReport)] == list(report.addresses)
    assert [event for event in seen if isinstance(event, TlsReport)] == [report.tls]
    assert [event for event in seen if isinstance(event, Capabilities)][-1] == report.capabilities
    _assert_each_begins_before_it_ends(seen)


def _assert_each_begins_before_it_ends(seen: list[SessionEvent]) -> None:
    order = [event for event in seen if isinstance(event, StageStarted | StageReport)]
    for begun, ended in zip(order[::2], order[1::2], strict=True):
        assert isinstance(begun, StageStarted)
        assert isinstance(ended, StageReport)
        assert begun[:2] == ended[:2]


@pytest.mark.parametrize("until", PROBE_LIMITS)
@pytest.mark.parametrize("security", list(Security))
async def test_a_probe_goes_as_far_as_it_is_asked_to(security: Security, until: Stage) -> None:
    async with serving(answering(), security) as peer:
        report = await probed(peer.settings(), until=until)
        await peer.settled()
    assert report.ok
    assert [stage.stage for stage in report.stages] == list(wire_order(security, until))
    if until is Stage.MAIL:
        assert "RCPT" not in peer.verbs
    if until is Stage.AUTH:
        assert peer.verbs[-2:] == ["AUTH", "QUIT"]
    checked_probe(json.dumps(report.as_json()))


@pytest.mark.parametrize(
    ("changes", "skipped"),
    [
        ({"from_address": None, "to_address": None}, ["mail", "rcpt"]),
        ({"from_address": None}, ["mail", "rcpt"]),
        ({"to_address": None}, ["rcpt"]),
        ({"username": None}, ["auth"]),
        ({"username": None, "from_address": None, "to_address": None}, ["auth", "mail", "rcpt"]),
    ],
)
@pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING])
async def test_what_the_profile_has_nothing_for_is_skipped(
    changes: dict[str, None], skipped: list[str], extensions: tuple[str, ...]
) -> None:
    async with serving(answering(extensions)) as peer:
        report = await probed(peer.settings(**changes))
        await peer.settled()
    assert report.ok
    assert [stage for stage, status in _statuses(report) if status == "skipped"] == skipped
    assert not {stage.upper() for stage in skipped} & set(peer.verbs)
    assert peer.verbs[-1] == "QUIT"
    checked_probe(json.dumps(report.as_json()))


async def test_a_user_name_that_is_an_address_stands_in_for_from() -> None:
    async with serving(answering()) as peer:
        assert (await probed(peer.settings(username="fred@user.example", from_address=None))).ok
        await peer.settled()
    assert "MAIL FROM:<fred@user.example>" in peer.heard


async def test_the_first_failed_stage_ends_the_session() -> None:
    async with serving(answering(AUTH="535 5.7.8 Username and Password not accepted")) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert _statuses(report)[-4:] == [("auth", "failed"), ("mail", "skipped"), ("rcpt", "skipped"), ("quit", "skipped")]
    assert report.failure is not None
    assert report.failure.reply is not None
    assert (report.failure.reply.code, report.failure.reply.enhanced) == (535, "5.7.8")
    assert report.diagnosis is not None
    assert report.diagnosis.cause == "bad_credentials"
    assert peer.verbs[-2:] == ["AUTH", "QUIT"]
    checked_probe(json.dumps(report.as_json()))


@pytest.mark.parametrize("extensions", [EXTENSIONS, PIPELINING])
async def test_a_refused_recipient_is_the_rcpt_stages_failure(extensions: tuple[str, ...]) -> None:
    async with serving(answering(extensions, RCPT="550 5.1.1 no such user")) as peer:
        report = await probed(peer.settings())
        await peer.settled()
    assert failed_stage(report) is Stage.RCPT
    assert peer.verbs[-1] == "QUIT"


async def test_an_address_that_the_server_cannot_carry_is_not_offered_to_it() -> None:
    async with serving(answering()) as peer:
        report = await probed(peer.settings(from_address="frédéric@sender.example"))
        await peer.settled()
    assert failed_stage(report) is Stage.MAIL
    assert report.failure is not None
    assert report.failure.cause == "smtputf8_needed"
    assert "MAIL" not in peer.verbs


async def test_nobody_listening_is_connection_refused() -> None:
    async with serving(answering()) as peer:
        settings = peer.settings()
    report = await probed(settings)
    assert failed_stage(report) is Stage.CONNECT
    assert report.failure is not None
    assert report.failure.cause == "connection_refused"
    assert [address.error for address in report.addresses] == ["connection refused"]
    assert Stage.QUIT not in {stage.stage for stage in report.stages if stage.status is not Status.SKIPPED}
    checked_probe(json.dumps(report.as_json()))


class _Vault:
    """A source of the secret that knows when it was asked."""

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self.connections: list[int] = []

    async def __call__(self) -> Secret:
        self.connections.append(self._peer.connections)
        return SECRET


@pytest.mark.parametrize(("until", "times"), [(Stage.RCPT, 1), (Stage.AUTH, 1), (Stage.EHLO, 0), (Stage.RESOLVE, 0)])
async def test_the_secret_is_fetched_before_the_connection_and_only_for_auth(until: Stage, times: int) -> None:
    async with serving(answering()) as peer:
        vault = _Vault(peer)
        await events_of(probe(peer.settings(), vault, until=until, timeout_s=10))
    assert vault.connections == [0] * times


async def test_without_a_user_name_no_secret_is_fetched() -> None:
    async with serving(answering()) as peer:
        vault = _Vault(peer)
        await events_of(probe(peer.settings(username=None), vault, timeout_s=10))
    assert vault.connections == []


async def test_a_secret_that_cannot_be_had_ends_before_the_connection() -> None:
    async def locked() -> Secret:
        raise SecretError("the keyring is locked", "unlock it")

    async with serving(answering()) as peer:
        seen, report = await events_of(probe(peer.settings(), locked, timeout_s=10))
    assert (seen, peer.connections) == ([report], 0)
    assert report.error == ("secret", "the keyring is locked; unlock it")
    assert not report.ok
    checked_probe(json.dumps(report.as_json()))


def test_a_profile_without_settings_has_a_report_too() -> None:
    report = untried_profile(Profile("t", "custom"), ConfigurationError("profile t: host is not set"))
    assert report.error == ("config", "profile t: host is not set")
    checked_probe(json.dumps(report.as_json()))


async def test_an_unclean_goodbye_is_a_warning() -> None:
    async with serving(answering(PIPELINING, QUIT="500 never heard of it")) as peer:
        report = await probed(peer.settings())
    assert report.ok
    assert stage_of(report, Stage.QUIT).status is Status.WARNED
    assert "never heard of it" in stage_of(report, Stage.QUIT).detail
    checked_probe(json.dumps(report.as_json()))


async def test_warnings_of_the_settings_are_in_the_report() -> None:
    with free_port() as port:
        report = await probed(Peer(port, Security.NONE, "").settings(ca_file=None, warnings=("mind the gap",)))
    assert report.warnings == ("mind the gap",)
