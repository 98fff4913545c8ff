"""Handshakes: what they show, and whom they trust."""

import datetime
import hashlib
import os
import ssl
from pathlib import Path

import pytest
import trustme

from smtptui.model.endpoint import Endpoint
from smtptui.model.report import SessionReport
from smtptui.model.tls import TlsReport
from smtptui.net import tls
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status
from tests.hostile._certificates import self_signed_context
from tests.peers import Peer, answering, serving
from tests.sessions import failed_stage, probed, stage_of
from tests.talk import HOST, authority, context_of

_GOOD = answering()


def _tls(report: SessionReport) -> TlsReport:
    assert report.tls is not None
    return report.tls


def _fingerprint(certificate: trustme.LeafCert) -> str:
    der = ssl.PEM_cert_to_DER_cert(certificate.cert_chain_pems[0].bytes().decode())
    return hashlib.sha256(der).hexdigest()


async def test_the_report_says_what_the_certificate_says() -> None:
    end = datetime.datetime.now(datetime.UTC).replace(microsecond=0) + datetime.timedelta(days=61, hours=1)
    certificate = authority().issue_cert(HOST, "mail.example", common_name="mail.example", not_after=end)
    async with serving(_GOOD, Security.TLS, context=context_of(certificate)) as peer:
        report = await probed(peer.settings())
    shown = _tls(report)
    assert (shown.verified, shown.error, shown.days_left) == (True, None, 61)
    assert (shown.version, shown.subject) == ("TLSv1.3", "mail.example")
    assert set(shown.names) == {HOST, "mail.example"}
    assert "tests on loopback" in shown.issuer
    assert shown.not_after == end.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert shown.not_before < shown.not_after
    assert shown.fingerprint == f"sha256:{_fingerprint(certificate)}"
    assert stage_of(report, Stage.TLS).detail == "TLS 1.3, mail.example, 61 days left"


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_an_old_version_that_is_still_allowed_is_named(security: Security) -> None:
    context = context_of(authority().issue_cert(HOST))
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    async with serving(lambda talk: talk.play(context=context), security, context=context) as peer:
        assert _tls(await probed(peer.settings())).version == "TLSv1.2"


@pytest.mark.parametrize(("days", "status"), [(13, Status.WARNED), (15, Status.PASSED)])
async def test_a_certificate_about_to_expire_is_warned_of(days: int, status: Status) -> None:
    end = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days, hours=1)
    context = context_of(authority().issue_cert(HOST, not_after=end))
    async with serving(_GOOD, Security.TLS, context=context) as peer:
        report = await probed(peer.settings())
    assert report.ok
    assert stage_of(report, Stage.TLS).status is status


async def test_without_a_ca_file_the_systems_roots_decide() -> None:
    async with serving(_GOOD, Security.TLS) as peer:
        report = await probed(peer.settings(ca_file=None))
    assert report.failure is not None
    assert report.failure.cause == "cert_untrusted_issuer"
    assert not _tls(report).verified


@pytest.mark.parametrize("content", [None, b"", b"no certificate\n", b"\xff\xfe"])
async def test_a_ca_file_that_cannot_be_used_is_a_mistake_of_the_configuration(
    content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "ca.pem"
    if content is not None:
        path.write_bytes(content)
    async with serving(_GOOD, Security.TLS) as peer:
        report = await probed(peer.settings(ca_file=str(path)))
    assert report.error is not None
    assert report.error[0] == "config"
    assert str(path) in report.error[1]
    assert (report.stages, peer.connections) == ((), 0)


async def test_a_ca_file_that_is_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "ca.pem"
    results = []
    async with serving(_GOOD, Security.TLS) as peer:
        for written_s, ca in enumerate([trustme.CA(), authority()]):
            ca.cert_pem.write_to_path(path)
            os.utime(path, (written_s, written_s))
            results.append((await probed(peer.settings(ca_file=str(path)))).ok)
    assert results == [False, True]


@pytest.mark.parametrize(
    "spelling", [str.lower, str.upper, lambda digits: ":".join(digits[i : i + 2] for i in range(0, 64, 2))]
)
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_pinned_certificate_needs_no_chain_and_no_name(security: Security, spelling: object) -> None:
    assert callable(spelling)
    certificate = trustme.CA(organization_name="nobody's").issue_cert("another.example")
    context = context_of(certificate)
    pinned = f"sha256:{spelling(_fingerprint(certificate))}"
    async with serving(lambda talk: talk.play(context=context), security, context=context) as peer:
        report = await probed(peer.settings(tls_fingerprint=pinned))
    assert report.ok
    assert _tls(report).verified
    assert _tls(report).names == ("another.example",)
    assert "nobody's" in _tls(report).issuer


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_certificate_that_is_not_the_pinned_one_gets_no_secret(security: Security) -> None:
    async with serving(_GOOD, security) as peer:
        report = await probed(peer.settings(tls_fingerprint="sha256:" + "0" * 64))
        await peer.settled()
    assert failed_stage(report) is Stage.TLS
    assert report.failure is not None
    assert report.failure.cause == "cert_untrusted_issuer"
    assert not _tls(report).verified
    assert "not the pinned one" in (_tls(report).error or "")
    assert "AUTH" not in peer.verbs


@pytest.mark.usefixtures("every_name_is_here")
@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("mail.example", "mail.example"),
        ("mail.example.", "mail.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("faß.example", "xn--fa-hia.example"),
    ],
)
async def test_the_server_is_asked_for_by_the_name_that_its_certificate_must_have(host: str, name: str) -> None:
    asked: list[str] = []
    context = context_of(authority().issue_cert(name))
    context.sni_callback = lambda tls_object, server_name, context: asked.append(server_name or "")
    async with serving(_GOOD, Security.TLS, context=context) as peer:
        report = await probed(peer.settings(endpoint=Endpoint(host, peer.port, Security.TLS)))
    assert report.ok
    assert asked == [name]


@pytest.mark.usefixtures("every_name_is_here")
@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_the_second_look_asks_for_the_same_name(security: Security) -> None:
    asked: list[str] = []
    context = self_signed_context()
    context.sni_callback = lambda tls_object, server_name, context: asked.append(server_name or "")
    async with serving(lambda talk: talk.play(context=context), security, context=context) as peer:
        report = await probed(peer.settings(endpoint=Endpoint("faß.example", peer.port, security)))
        await peer.settled()
    assert asked == ["xn--fa-hia.example"] * 2
    assert not _tls(report).verified
    _assert_polite(peer)


def _assert_polite(peer: Peer) -> None:
    """The second connection ends after the handshake: whoever is there is told nothing more."""
    assert set(peer.verbs) <= {"EHLO", "STARTTLS"}


def test_a_handshake_in_words() -> None:
    shown = TlsReport("TLSv1.2", "c", "", ("mail.example",), "i", "", "", -3, "sha256:", True)
    assert tls.in_words(shown) == "TLS 1.2, mail.example, expired 3 days ago"
    nameless = TlsReport(None, None, "", (), "i", "", "", 3, "sha256:", True)
    assert tls.in_words(nameless) == "TLS, a certificate without a name, 3 days left"
