"""What a probe says to a real server, and what it learns from it."""

import pytest

from smtptui.model.profile import AddressFamily
from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage, Status
from tests.real.conftest import require
from tests.real.program import run_program
from tests.real.servers import Servers
from tests.real.sessions import failed_stage, probed, settings_for
from tests.real.waiting import has_ipv6

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("until", "commands"),
    [
        (Stage.EHLO, "ehlo=2 starttls=1 quit=1"),
        (Stage.AUTH, "ehlo=2 starttls=1 auth=1 quit=1"),
        (Stage.MAIL, "ehlo=2 starttls=1 auth=1 mail=1 rset=1 quit=1"),
        (Stage.RCPT, "ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 rset=1 quit=1"),
    ],
)
async def test_a_probe_says_no_more_than_it_was_asked_to(servers: Servers, until: Stage, commands: str) -> None:
    before = len(servers.postfix.sessions("starttls"))
    report = await probed(servers, settings_for(servers, "starttls"), until)
    assert report.ok, report.stages
    assert servers.postfix.sessions("starttls")[before:] == [commands]


def _spoken(report: SessionReport) -> list[str]:
    """Who spoke from MAIL on: C or S for every line."""
    lines = [line for line in report.transcript if not line.startswith("--")]
    start = next(index for index, line in enumerate(lines) if line.startswith("C: MAIL"))
    return [line[0] for line in lines[start:]]


async def test_the_envelope_goes_in_one_flight_where_the_server_offers_pipelining(servers: Servers) -> None:
    report = await probed(servers, settings_for(servers, "starttls"))
    assert _spoken(report) == ["C", "C", "C", "C", "S", "S", "S", "S"]


async def test_the_envelope_goes_step_by_step_where_the_server_does_not(servers: Servers) -> None:
    before = len(servers.postfix.sessions("no-pipelining"))
    report = await probed(servers, settings_for(servers, "no-pipelining"))
    assert report.ok
    assert _spoken(report) == ["C", "S", "C", "S", "C", "C"]
    assert servers.postfix.sessions("no-pipelining")[before:] == [
        "ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 rset=1 quit=1"
    ]


@pytest.mark.parametrize(
    ("server", "username", "mechanism"),
    [
        ("starttls", "clear", "PLAIN"),
        ("login-only", "clear", "LOGIN"),
        ("cram-md5-only", "cram", "CRAM-MD5"),
        ("scram-only", "scram", "SCRAM-SHA-256"),
        ("every-mechanism", "clear", "SCRAM-SHA-256"),
        ("dovecot", "clear", "SCRAM-SHA-256"),
    ],
)
async def test_the_best_mechanism_that_is_offered_is_taken(
    servers: Servers, server: str, username: str, mechanism: str
) -> None:
    report = await probed(servers, settings_for(servers, server, username), Stage.AUTH)
    assert report.ok, report.stages
    assert report.mechanism == mechanism


@pytest.mark.parametrize("mechanism", ["plain", "login", "cram-md5", "scram-sha-256"])
async def test_the_mechanism_that_was_asked_for_is_taken(servers: Servers, mechanism: str) -> None:
    settings = settings_for(servers, "every-mechanism", "clear", mechanism=mechanism)
    report = await probed(servers, settings, Stage.AUTH)
    assert report.ok, report.stages
    assert report.mechanism == mechanism.upper()


async def test_a_login_that_fails_is_tried_once(servers: Servers) -> None:
    before = len(servers.postfix.sessions("every-mechanism"))
    report = await probed(servers, settings_for(servers, "every-mechanism", "scram", mechanism="cram-md5"))
    assert failed_stage(report) is Stage.AUTH
    assert servers.postfix.sessions("every-mechanism")[before:] == ["ehlo=2 starttls=1 auth=0/1 quit=1"]


async def test_where_nobody_logs_in_the_login_is_skipped_and_rules_nothing_out(servers: Servers) -> None:
    report = await probed(servers, settings_for(servers, "login-required", username=None))
    statuses = {stage.stage: stage.status for stage in report.stages}
    assert (statuses[Stage.AUTH], statuses[Stage.RCPT]) == (Status.SKIPPED, Status.FAILED)
    assert report.diagnosis is not None
    assert not [words for words in report.diagnosis.ruled_out if "login" in words]


async def test_what_a_server_says_before_tls_is_forgotten(servers: Servers) -> None:
    report = await probed(servers, settings_for(servers, "starttls"), Stage.EHLO)
    assert "S: 250-STARTTLS" in report.transcript
    assert not report.capabilities.offers("STARTTLS")
    assert report.capabilities.offered_mechanisms == ("PLAIN", "LOGIN")


async def test_a_size_limit_is_read(servers: Servers) -> None:
    report = await probed(servers, settings_for(servers, "small-limit"), Stage.EHLO)
    assert report.capabilities.maximum_size_octets == 3000


def _fingerprint(servers: Servers, name: str) -> str:
    """A certificate's fingerprint in openssl's own words."""
    require("openssl")
    chain = getattr(servers.certificates, name)
    said = run_program("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", chain)
    return said.out.strip().partition("=")[2]


async def test_the_certificate_is_the_one_that_openssl_sees(servers: Servers) -> None:
    report = await probed(servers, settings_for(servers, "implicit-tls"), Stage.EHLO)
    assert report.tls is not None
    assert report.tls.fingerprint == "sha256:" + _fingerprint(servers, "chain").replace(":", "").lower()
    assert set(report.tls.names) == {"localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"}
    assert (report.tls.verified, report.tls.version) == (True, "TLSv1.3")


async def test_a_certificate_that_is_refused_is_shown_and_nothing_is_said_to_its_server(servers: Servers) -> None:
    before = len(servers.postfix.sessions("other-name"))
    report = await probed(servers, settings_for(servers, "other-name"))
    assert failed_stage(report) is Stage.TLS
    assert report.tls is not None
    assert (report.tls.names, report.tls.verified) == (("elsewhere.real.test",), False)
    # One of the two only looked at the certificate.
    assert sorted(servers.postfix.sessions("other-name")[before:]) == ["ehlo=1 starttls=0/1", "ehlo=1 starttls=1"]


async def test_a_pinned_certificate_is_trusted_whatever_its_name_and_authority(servers: Servers) -> None:
    pinned = "sha256:" + _fingerprint(servers, "other_name_chain")
    report = await probed(servers, settings_for(servers, "other-name", ca_file=None, tls_fingerprint=pinned))
    assert report.ok, report.stages


async def test_another_certificate_than_the_pinned_one_gets_no_secret(servers: Servers) -> None:
    pinned = "sha256:" + _fingerprint(servers, "other_name_chain")
    before = len(servers.postfix.sessions("starttls"))
    report = await probed(servers, settings_for(servers, "starttls", tls_fingerprint=pinned))
    assert failed_stage(report) is Stage.TLS
    assert servers.postfix.sessions("starttls")[before:] == ["ehlo=1 starttls=1"]


async def test_a_server_over_ipv6_alone_is_reached(servers: Servers) -> None:
    _require_ipv6()
    report = await probed(servers, settings_for(servers, "ipv6-only"))
    assert report.ok, report.stages
    assert report.address == "::1"


async def test_a_server_over_ipv6_alone_is_not_reached_over_ipv4(servers: Servers) -> None:
    _require_ipv6()
    settings = settings_for(servers, "ipv6-only", address_family=AddressFamily.IPV4)
    report = await probed(servers, settings)
    assert failed_stage(report) is Stage.RESOLVE


def _require_ipv6() -> None:
    if not has_ipv6():
        pytest.skip("this machine has no ::1")


async def test_a_probe_leaves_no_message_behind(servers: Servers) -> None:
    before = servers.postfix.messages()
    report = await probed(servers, settings_for(servers, "starttls"))
    assert report.ok
    assert servers.postfix.messages() == before
