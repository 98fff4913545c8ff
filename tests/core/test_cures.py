"""From a failed session to the setting that cures it."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest

from smtptui import providers
from smtptui.core.cures import Case, Fix, fix_for, owner_of
from smtptui.core.settings import resolve
from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.provider import Provider
from smtptui.model.report import (
    AddressReport,
    AddressStatus,
    Delivery,
    Outcome,
    PortReport,
    SessionReport,
)
from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.reply import Reply
from smtptui.smtp.security import Security
from smtptui.smtp.stage import Stage, Status

_FINGERPRINT = "sha256:" + "ab" * 32
_GMAIL = Profile("p", "gmail", "fred@gmail.com", "fred@gmail.com")
_OWN = Profile("p", "custom", "fred@example.com", "fred@example.com", host="mail.example.com", port=587)
_LOCAL = _OWN._replace(host="127.0.0.1", port=1025)


def _report(
    settings: Settings,
    cause: str,
    stage: Stage = Stage.CONNECT,
    *,
    confidence: Confidence = Confidence.CERTAIN,
    reply: str | None = None,
    auth: str | None = None,
    starttls: bool = False,
    mechanism: str | None = None,
    address: str | None = None,
    addresses: Sequence[AddressReport] = (),
    ports: tuple[PortReport, ...] | None = None,
    tls: TlsReport | None = None,
    delivery: Delivery | None = None,
) -> SessionReport:
    offered = {"AUTH": auth} if auth else {}
    offered |= {"STARTTLS": ""} if starttls else {}
    words = Reply(550, tuple(reply.splitlines())) if reply else None
    return SessionReport(
        "p",
        settings.provider,
        settings.endpoint,
        failure=Failure(stage, cause, cause, words),
        diagnosis=Diagnosis(cause, confidence, "", ""),
        capabilities=Capabilities("", offered),
        mechanism=mechanism,
        address=address,
        addresses=tuple(addresses),
        ports=ports,
        tls=tls,
        delivery=delivery,
    )


def _case(
    profile: Profile, cause: str, stage: Stage = Stage.CONNECT, *, blanks: bool = False, host: str = "", **seen: object
) -> Case:
    provider = providers.load(profile.provider)
    settings = resolve(profile, provider)
    owner = owner_of(settings, provider, providers.load_all)
    return Case(_report(settings, cause, stage, **seen), settings, owner, blanks, host)  # type: ignore[arg-type]


class Cured(NamedTuple):
    """A failure, what is offered and what it changes."""

    case: Case
    offer: str
    words: str


def _port(port: int, status: Status, host: str = "mail.example.com") -> PortReport:
    security = Security.TLS if port == 465 else Security.STARTTLS
    return PortReport(Endpoint(host, port, security), status, 1.0)


_SURVEY = (_port(587, Status.FAILED), _port(465, Status.FAILED), _port(2525, Status.PASSED))
_BOTH = (
    AddressReport("2001:db8::1", AddressStatus.CONNECTED, 1.0),
    AddressReport("192.0.2.1", AddressStatus.NOT_NEEDED, 0.0),
)
_SHOWN = TlsReport("TLSv1.3", "x", "CN=x", (), "CN=x", "", "", 9, _FINGERPRINT, verified=False, error="self-signed")

CURED = {
    "a blocked port of a provider": Cured(
        _case(_GMAIL._replace(port=587), "port_blocked_or_filtered"),
        "use port 465 with TLS",
        "port 587 → 465, security starttls → tls",
    ),
    "and back": Cured(
        _case(_GMAIL, "port_blocked_or_filtered"),
        "use port 587 with STARTTLS",
        "port 465 → 587, security tls → starttls",
    ),
    "a closed port of a provider whose host stands in a custom profile": Cured(
        _case(_OWN._replace(host="smtp.gmail.com"), "connection_refused"),
        "use port 465 with TLS",
        "port 587 → 465, security starttls → tls",
    ),
    "the port that a survey found open": Cured(
        _case(_OWN, "port_blocked_or_filtered", ports=_SURVEY),
        "use port 2525 with STARTTLS",
        "port 587 → 2525",
    ),
    "the usual sibling of an unknown server": Cured(
        _case(_OWN, "port_blocked_or_filtered"),
        "try port 465 with TLS",
        "port 587 → 465, security starttls → tls",
    ),
    "STARTTLS where TLS is waited for": Cured(
        _case(_OWN._replace(port=465, security=Security.STARTTLS), "implicit_tls_expected", Stage.GREETING),
        "use TLS on port 465",
        "security starttls → tls",
    ),
    "TLS where plain text begins": Cured(
        _case(_LOCAL._replace(security=Security.TLS), "tls_on_plaintext_port", Stage.TLS),
        "use STARTTLS on port 1025",
        "security tls → starttls",
    ),
    "no STARTTLS at a provider": Cured(
        _case(_GMAIL._replace(port=587), "starttls_not_offered", Stage.STARTTLS),
        "use port 465 with TLS",
        "port 587 → 465, security starttls → tls",
    ),
    "a broken STARTTLS at a provider": Cured(
        _case(_GMAIL._replace(port=587), "starttls_broken_on_server", Stage.TLS),
        "use port 465 with TLS",
        "port 587 → 465, security starttls → tls",
    ),
    "no encryption where it is wanted": Cured(
        _case(_OWN._replace(security=Security.NONE), "starttls_required", Stage.AUTH, starttls=True),
        "use STARTTLS on port 587",
        "security none → starttls",
    ),
    "the web's port": Cured(
        _case(_OWN._replace(port=443), "not_an_smtp_server", Stage.GREETING),
        "try port 587 with STARTTLS",
        "port 443 → 587",
    ),
    "a host that the provider has not": Cured(
        _case(_GMAIL._replace(host="smtp.gmial.com"), "dns_no_such_host", Stage.RESOLVE),
        "use the host smtp.gmail.com",
        "host smtp.gmial.com → smtp.gmail.com",
    ),
    "one family alone that the host has not": Cured(
        _case(_OWN._replace(address_family=AddressFamily.IPV6), "dns_no_such_host", Stage.RESOLVE),
        "use IPv4 and IPv6",
        "address family ipv6 → any",
    ),
    "IPv6 without a reverse name": Cured(
        _case(_OWN, "ptr_missing", Stage.RCPT, address="2001:db8::1", addresses=_BOTH),
        "use IPv4 only",
        "address family any → ipv4",
    ),
    "IPv6 that goes dead before the greeting": Cured(
        _case(_OWN, "server_not_responding", Stage.GREETING, address="2001:db8::1", addresses=_BOTH),
        "use IPv4 only",
        "address family any → ipv4",
    ),
    "the region that the reply names": Cured(
        _case(
            Profile("p", "ses", "AKIAIOSFODNN7EXAMPLE", region="us-east-1"),
            "wrong_region_credentials",
            Stage.AUTH,
            reply="5.7.8 These credentials belong to region EU-WEST-1.",
        ),
        "use the region eu-west-1",
        "region us-east-1 → eu-west-1, host email-smtp.us-east-1.amazonaws.com → email-smtp.eu-west-1.amazonaws.com",
    ),
    "the only other region": Cured(
        _case(Profile("p", "sparkpost", "SMTP_Injection"), "wrong_region_credentials", Stage.AUTH),
        "use the region eu",
        "region us → eu, host smtp.sparkpostmail.com → smtp.eu.sparkpostmail.com",
    ),
    "a server of this machine with its own certificate": Cured(
        _case(_LOCAL, "cert_self_signed", Stage.TLS, tls=_SHOWN),
        "trust exactly this certificate: the server is this machine's own",
        f"tls fingerprint set to {_FINGERPRINT}",
    ),
    "a mechanism that is not offered": Cured(
        _case(_OWN._replace(mechanism="cram-md5"), "mechanism_not_supported", Stage.AUTH, auth="PLAIN LOGIN"),
        "log in with PLAIN",
        "mechanism cram-md5 → auto",
    ),
    "a mechanism that is offered and not taken": Cured(
        _case(_OWN, "mechanism_not_supported", Stage.AUTH, auth="PLAIN LOGIN", mechanism="PLAIN"),
        "log in with LOGIN",
        "mechanism auto → login",
    ),
    "SCRAM at a server that keeps a hash": Cured(
        _case(_OWN, "bad_credentials", Stage.AUTH, auth="SCRAM-SHA-256 PLAIN", mechanism="SCRAM-SHA-256"),
        "try PLAIN in place of SCRAM-SHA-256",
        "mechanism auto → plain",
    ),
    "SendGrid's fixed user name": Cured(
        _case(_OWN._replace(host="smtp.sendgrid.net"), "wrong_credential_kind", Stage.AUTH),
        "use the user name apikey",
        "username fred@example.com → apikey",
    ),
    "a blank in an address": Cured(
        _case(_OWN._replace(username="fred @example.com"), "bad_credentials", Stage.AUTH),
        "remove the blanks from the user name",
        "username fred @example.com → fred@example.com",
    ),
    "blanks in a secret": Cured(
        _case(_GMAIL, "bad_credentials", Stage.AUTH, blanks=True),
        "remove the blanks from the secret",
        "blanks removed from the secret",
    ),
    "a name where the whole address is wanted": Cured(
        _case(_OWN._replace(username="fred"), "bad_credentials", Stage.AUTH),
        "try the user name fred@example.com",
        "username fred → fred@example.com",
    ),
    "a login where none is offered": Cured(
        _case(_LOCAL._replace(security=Security.NONE), "auth_not_offered", Stage.AUTH),
        "try without a login",
        "username fred@example.com removed",
    ),
    "a sender that is not the account's": Cured(
        _case(_OWN._replace(from_address="sales@example.com"), "from_not_owned", Stage.MAIL),
        "send from fred@example.com",
        "from address sales@example.com → fred@example.com",
    ),
    "a bare EHLO name on a machine with a full one": Cured(
        _case(_OWN._replace(ehlo_name="build"), "helo_rejected", Stage.EHLO, host="build.example.org"),
        "say EHLO build.example.org",
        "ehlo name build → build.example.org",
    ),
    "an address literal as EHLO name": Cured(
        _case(_OWN, "helo_rejected", Stage.EHLO, host="build"),
        "say EHLO example.com",
        "ehlo name set to example.com",
    ),
}


@pytest.mark.parametrize("cured", CURED.values(), ids=list(CURED))
def test_a_setting_cures(cured: Cured) -> None:
    fix = fix_for(cured.case)
    assert fix is not None
    assert (fix.offer, fix.words) == (cured.offer, cured.words)


@pytest.mark.parametrize(
    ("failure", "toml"),
    [
        ("a blocked port of a provider", 'port = 465, security = "tls"'),
        ("a host that the provider has not", 'host = "smtp.gmail.com"'),
        ("the region that the reply names", 'region = "eu-west-1"'),
        ("a mechanism that is not offered", 'mechanism = "auto"'),
        ("a login where none is offered", "no username"),
    ],
)
def test_a_fix_is_written_as_in_the_configuration(failure: str, toml: str) -> None:
    fix = fix_for(CURED[failure].case)
    assert fix is not None
    assert fix.as_toml == toml


NOT_CURED = {
    "a cause that no setting cures": _case(_GMAIL, "daily_quota_exceeded", Stage.MAIL),
    "a cause that is only possible": _case(_GMAIL, "port_blocked_or_filtered", confidence=Confidence.POSSIBLE),
    "a message whose outcome is unknown": _case(
        _GMAIL, "port_blocked_or_filtered", Stage.DATA, delivery=Delivery(Outcome.UNKNOWN, None, None, ())
    ),
    "a right password that is wrong": _case(_GMAIL, "bad_credentials", Stage.AUTH, auth="PLAIN", mechanism="PLAIN"),
    "an unknown port of this machine": _case(_LOCAL, "connection_refused"),
    "a survey that found all closed": _case(_OWN, "connection_refused", ports=_SURVEY[:2]),
    "a survey's open port without encryption": _case(
        _OWN,
        "connection_refused",
        ports=(PortReport(Endpoint("mail.example.com", 25, Security.NONE), Status.PASSED, 1.0),),
    ),
    "no STARTTLS on this machine: never to no encryption": _case(_LOCAL, "starttls_not_offered", Stage.STARTTLS),
    "a stranger's own certificate": _case(_OWN, "cert_self_signed", Stage.TLS, tls=_SHOWN),
    "IPv6 without an IPv4 address beside it": _case(
        _OWN, "ptr_missing", Stage.RCPT, address="2001:db8::1", addresses=_BOTH[:1]
    ),
    "IPv4 without a reverse name": _case(_OWN, "ptr_missing", Stage.RCPT, address="192.0.2.1", addresses=_BOTH),
    "a drop in the middle of the session": _case(
        _OWN, "connection_dropped", Stage.MAIL, address="2001:db8::1", addresses=_BOTH
    ),
    "a region among many that nobody named": _case(
        Profile("p", "ses", "AKIAIOSFODNN7EXAMPLE"), "wrong_region_credentials", Stage.AUTH, reply="5.7.8 no"
    ),
    "a token where a password mechanism is offered": _case(
        _OWN._replace(mechanism="xoauth2"), "mechanism_not_supported", Stage.AUTH, auth="PLAIN"
    ),
    "PLAIN in the clear": _case(
        _OWN._replace(security=Security.NONE, mechanism="cram-md5"),
        "mechanism_not_supported",
        Stage.AUTH,
        auth="PLAIN LOGIN",
    ),
    "SCRAM in the clear": _case(
        _OWN._replace(security=Security.NONE),
        "bad_credentials",
        Stage.AUTH,
        auth="SCRAM-SHA-256 PLAIN",
        mechanism="SCRAM-SHA-256",
    ),
    "the account's own sender": _case(_OWN, "from_not_owned", Stage.MAIL),
    "a user name that is no address": _case(_OWN._replace(username="fred"), "from_not_owned", Stage.MAIL),
    "an EHLO name with no public one to be had": _case(
        _GMAIL._replace(ehlo_name="build"), "helo_rejected", Stage.EHLO, host="build.local"
    ),
    "a provider's own host": _case(_GMAIL, "dns_no_such_host", Stage.RESOLVE),
}


@pytest.mark.parametrize("case", NOT_CURED.values(), ids=list(NOT_CURED))
def test_nothing_is_offered_for(case: Case) -> None:
    assert fix_for(case) is None


def test_a_session_that_worked_has_no_fix() -> None:
    case = CURED["a blocked port of a provider"].case
    assert fix_for(case._replace(report=case.report._replace(failure=None, diagnosis=None))) is None


def _applied(case: Case, fix: Fix) -> Case:
    endpoint = case.settings.endpoint
    values = dict(fix.after)
    moved = Endpoint(endpoint.host, int(values["port"]), Security(values["security"]))
    return case._replace(settings=case.settings._replace(endpoint=moved))


def test_values_that_have_failed_are_never_offered_again() -> None:
    case = _case(Profile("p", "sendgrid"), "port_blocked_or_filtered")
    tried: set[frozenset[tuple[str, str]]] = set()
    ports = [case.settings.endpoint.port]
    while (fix := fix_for(case, tried)) is not None:
        tried |= {fix.before, fix.after}
        case = _applied(case, fix)
        ports.append(case.settings.endpoint.port)
    assert ports == [587, 2525, 465]


def test_a_cure_of_another_cause_never_leads_back() -> None:
    case = _case(_GMAIL, "port_blocked_or_filtered")
    fix = fix_for(case)
    assert fix is not None
    after = _applied(case, fix)
    failed = after._replace(report=_report(after.settings, "starttls_not_offered", Stage.STARTTLS))
    assert fix_for(failed, {fix.before, fix.after}) is None


def _owner(host: str) -> Provider:
    custom = providers.load("custom")
    return owner_of(resolve(_OWN._replace(host=host), custom), custom, providers.load_all)


@pytest.mark.parametrize(
    ("host", "name"), [("SMTP.gmail.com", "gmail"), ("mail.example.com", "custom"), ("localhost", "custom")]
)
def test_a_custom_profile_may_lead_to_a_provider_of_the_catalogue(host: str, name: str) -> None:
    assert _owner(host).name == name
