"""Sessions as they were recorded, with times that never change."""

from collections.abc import Iterator

from smtptui.model.diagnosis import Confidence, Diagnosis
from smtptui.model.endpoint import Endpoint
from smtptui.model.failure import Failure
from smtptui.model.fingerprint import Fingerprint
from smtptui.model.report import (
    AddressReport,
    AddressStatus,
    Delivery,
    Outcome,
    PortReport,
    RecipientReport,
    SessionEvent,
    SessionReport,
    StageReport,
    StageStarted,
    TranscriptGrew,
)
from smtptui.model.settings import Settings
from smtptui.model.tls import TlsReport
from smtptui.smtp.capabilities import Capabilities
from smtptui.smtp.reply import Reply
from smtptui.smtp.stage import Stage, Status

_ADDRESSES = (
    AddressReport("2a00:1450:4025:402::6c", AddressStatus.FAILED, 0.4, "no route to host"),
    AddressReport("74.125.133.108", AddressStatus.CONNECTED, 31.2),
    AddressReport("74.125.133.109", AddressStatus.NOT_NEEDED, 0.0),
)
TLS = TlsReport(
    version="TLSv1.3",
    cipher="TLS_AES_256_GCM_SHA384",
    subject="CN=smtp.gmail.com",
    names=("smtp.gmail.com",),
    issuer="CN=WR2,O=Google Trust Services,C=US",
    not_before="2026-10-12T08:31:02Z",
    not_after="2027-01-21T08:31:01Z",
    days_left=61,
    fingerprint="sha256:" + "5f3a" * 16,
    verified=True,
)
_CAPABILITIES = Capabilities(
    "smtp.gmail.com at your service",
    {
        "SIZE": "35882577",
        "8BITMIME": None,
        "AUTH": "LOGIN PLAIN XOAUTH2 OAUTHBEARER",
        "ENHANCEDSTATUSCODES": None,
        "PIPELINING": None,
        "CHUNKING": None,
        "SMTPUTF8": None,
    },
)
_OPENING = (
    (Stage.RESOLVE, 3.1, "3 addresses: 1 IPv6, 2 IPv4"),
    (Stage.CONNECT, 31.2, "74.125.133.108; IPv6 has no route"),
    (Stage.GREETING, 30.4, "220 smtp.gmail.com ESMTP"),
    (Stage.EHLO, 29.8, "STARTTLS, up to 34 MiB, pipelining, 8-bit"),
    (Stage.STARTTLS, 30.1, "220 2.0.0 Ready to start TLS"),
    (Stage.TLS, 64.0, "TLS 1.3, smtp.gmail.com, 61 days left"),
    (Stage.EHLO, 30.3, "AUTH LOGIN PLAIN XOAUTH2 OAUTHBEARER, up to 34 MiB"),
)
GOOD_MARKS = Fingerprint(
    addresses=("74.125.133.108",),
    greeting="smtp.gmail.com",
    capabilities=("8BITMIME", "CHUNKING", "ENHANCEDSTATUSCODES", "PIPELINING", "SIZE 35882577", "SMTPUTF8"),
    mechanisms=("LOGIN", "OAUTHBEARER", "PLAIN", "XOAUTH2"),
    tls_version="TLSv1.3",
    issuer=TLS.issuer,
    certificate=TLS.fingerprint,
    stage_ms=(*((stage.value, 30.0) for stage, _, _ in _OPENING), ("auth", 90.0)),
)
_OPENING_LINES = (
    "-- connected to 74.125.133.108 port 587",
    "S: 220 smtp.gmail.com ESMTP ffacd0b85a97d",
    "C: EHLO build.example.com",
    "S: 250-smtp.gmail.com at your service, [203.0.113.9]",
    "S: 250-SIZE 35882577",
    "S: 250 STARTTLS",
    "C: STARTTLS",
    "S: 220 2.0.0 Ready to start TLS",
    "-- TLSv1.3 TLS_AES_256_GCM_SHA384",
    "C: EHLO build.example.com",
    "S: 250-smtp.gmail.com at your service, [203.0.113.9]",
    "S: 250-AUTH LOGIN PLAIN XOAUTH2 OAUTHBEARER",
    "S: 250 PIPELINING",
    "C: AUTH PLAIN [secret]",
)
_REFUSAL = Reply(534, ("5.7.9 Application-specific password required. For more information, go to",))


def app_password_required(settings: Settings) -> Iterator[SessionEvent]:
    """Gmail refuses the account's own password."""
    failed = StageReport(7, Stage.AUTH, Status.FAILED, 188.2, _REFUSAL.one_line)
    skipped = tuple(
        StageReport(8 + index, stage, Status.SKIPPED, 0.0, "not reached")
        for index, stage in enumerate((Stage.MAIL, Stage.RCPT, Stage.QUIT))
    )
    stages = (*_opening(), failed, *skipped)
    yield from _events(stages)
    yield TranscriptGrew(_OPENING_LINES)
    yield SessionReport(
        settings.profile,
        settings.provider,
        settings.endpoint,
        username=settings.username,
        address="74.125.133.108",
        addresses=_ADDRESSES,
        stages=stages,
        failure=Failure(Stage.AUTH, None, "refused", _REFUSAL),
        diagnosis=Diagnosis(
            "app_password_required",
            Confidence.CERTAIN,
            "Gmail wants an app password for fred@gmail.com.\n"
            "The account has 2-Step Verification, so its own password is refused.",
            "Create an app password.\nPaste its 16 letters as the secret.",
            "https://myaccount.google.com/apppasswords",
            ruled_out=("blocked port (it connected)", "wrong port (SMTP answers)", "TLS (handshake passed)"),
        ),
        tls=TLS,
        capabilities=_CAPABILITIES,
        mechanism="PLAIN",
        transcript=(*_OPENING_LINES, "S: 534-5.7.9 Application-specific password required. [b]For more[/b]", "C: QUIT"),
        elapsed_ms=407.1,
    )


def unreachable(settings: Settings) -> Iterator[SessionEvent]:
    """Nothing answers on the port."""
    closed = fate(settings.endpoint)
    resolved = StageReport(0, Stage.RESOLVE, Status.PASSED, 3.1, "2 addresses: 1 IPv6, 1 IPv4")
    failed = StageReport(1, Stage.CONNECT, Status.FAILED, 15_000.0, closed.error or "")
    rest = (
        Stage.GREETING,
        Stage.EHLO,
        Stage.STARTTLS,
        Stage.TLS,
        Stage.EHLO,
        Stage.AUTH,
        Stage.MAIL,
        Stage.RCPT,
        Stage.QUIT,
    )
    skipped = (StageReport(2 + place, stage, Status.SKIPPED, 0.0, "not reached") for place, stage in enumerate(rest))
    stages = (resolved, failed, *skipped)
    yield from _events(stages)
    yield SessionReport(
        settings.profile,
        settings.provider,
        settings.endpoint,
        addresses=closed.addresses,
        stages=stages,
        failure=Failure(Stage.CONNECT, closed.cause, closed.error or ""),
        diagnosis=Diagnosis(
            "port_blocked_or_filtered",
            Confidence.LIKELY,
            "Nothing answers on port 587 of smtp.gmail.com.",
            "Try another port of this provider.\nAsk whoever runs this network whether it blocks port 587.",
            ruled_out=("host name (it resolves)",),
        ),
        elapsed_ms=15_003.1,
    )


def fate(endpoint: Endpoint) -> PortReport:
    """Port 465 is open, and no other."""
    no_route = AddressReport("2a00:1450:4025:402::6c", AddressStatus.FAILED, 0.4, "network is unreachable")
    if endpoint.port == 465:
        addresses = (no_route, AddressReport("74.125.133.108", AddressStatus.CONNECTED, 31.2))
        return PortReport(endpoint, Status.PASSED, 95.0, addresses=addresses)
    addresses = (no_route, AddressReport("74.125.133.108", AddressStatus.FAILED, 15_000.0, "no answer"))
    words, cause = "no answer to the connection attempt", "port_blocked_or_filtered"
    return PortReport(endpoint, Status.FAILED, 15_003.1, words, cause, Stage.CONNECT, addresses)


def passed(settings: Settings) -> Iterator[SessionEvent]:
    """Everything works."""
    rest = (
        (Stage.AUTH, 142.0, "235 2.7.0 Accepted"),
        (Stage.MAIL, 33.0, "250 2.1.0 OK"),
        (Stage.RCPT, 0.4, "250 2.1.5 OK"),
        (Stage.QUIT, 0.2, "not waited for"),
    )
    stages = _reports((*_OPENING, *rest))
    yield from _events(stages)
    yield _report(settings, stages)


def accepted(settings: Settings) -> Iterator[SessionEvent]:
    """A message that the server took."""
    stages = _delivered(Stage.DATA, "250 2.0.0 OK 1763712000 ffacd0b85a97d-4312")
    yield from _events(stages)
    recipient = RecipientReport(settings.to_address or "", True, Reply(250, ("2.1.5 OK",)))
    to_addresses = (recipient.address,)
    delivery = Delivery(
        Outcome.ACCEPTED, "<5d2f@example.com>", "ffacd0b85a97d-4312", (recipient,), to_addresses, "Is anybody there?"
    )
    yield _report(settings, stages, delivery)


def rejected(settings: Settings) -> Iterator[SessionEvent]:
    """A message that the server did not take."""
    stages = _delivered(Stage.DATA, "250 OK")[:-2]
    words = "552 5.3.4 Message size exceeds fixed limit"
    stages = (*stages, StageReport(len(stages), Stage.DATA, Status.FAILED, 402.0, words))
    yield from _events(stages)
    report = _report(settings, stages, Delivery(Outcome.REJECTED, "<5d2f@example.com>", None, ()))
    yield report._replace(failure=Failure(Stage.DATA, None, words, Reply(552, (words[4:],))))


def unanswered(settings: Settings) -> Iterator[SessionEvent]:
    """The final dot was sent and the connection broke."""
    stages = _delivered(None, "")
    yield from _events(stages)
    yield _report(settings, stages, Delivery(Outcome.UNKNOWN, "<5d2f@example.com>", None, ()))


def _delivered(data: Stage | None, words: str) -> tuple[StageReport, ...]:
    ended = _reports(
        (
            *_OPENING,
            (Stage.AUTH, 142.0, "235 2.7.0 Accepted"),
            (Stage.MAIL, 33.0, "250 OK"),
            (Stage.RCPT, 0.4, "250 OK"),
        )
    )
    status, words = (Status.PASSED, words) if data else (Status.FAILED, "the connection was lost after the final dot")
    end = Status.PASSED if data else Status.SKIPPED
    return (
        *ended,
        StageReport(len(ended), Stage.DATA, status, 402.0, words),
        StageReport(len(ended) + 1, Stage.QUIT, end, 0.2 if data else 0.0, "not waited for" if data else "not reached"),
    )


def _report(settings: Settings, stages: tuple[StageReport, ...], delivery: Delivery | None = None) -> SessionReport:
    lost = delivery is not None and delivery.outcome is Outcome.UNKNOWN
    return SessionReport(
        settings.profile,
        settings.provider,
        settings.endpoint,
        username=settings.username,
        address="74.125.133.108",
        addresses=_ADDRESSES,
        stages=stages,
        failure=Failure(Stage.DATA, "connection_dropped", "the connection was lost after the final dot")
        if lost
        else None,
        tls=TLS,
        capabilities=_CAPABILITIES,
        mechanism="PLAIN",
        transcript=_OPENING_LINES,
        elapsed_ms=sum(stage.elapsed_ms for stage in stages),
        delivery=delivery,
    )


def _opening() -> tuple[StageReport, ...]:
    return _reports(_OPENING)


def _reports(rows: tuple[tuple[Stage, float, str], ...]) -> tuple[StageReport, ...]:
    return tuple(
        StageReport(index, stage, Status.PASSED, elapsed_ms, detail)
        for index, (stage, elapsed_ms, detail) in enumerate(rows)
    )


def _events(stages: tuple[StageReport, ...]) -> Iterator[SessionEvent]:
    for report in stages:
        if report.status is not Status.SKIPPED:
            yield StageStarted(report.place, report.stage)
        if report.stage is Stage.CONNECT:
            yield from _ADDRESSES
        if report.stage is Stage.TLS and report.status is not Status.SKIPPED:
            yield TLS
        yield report


def stuck_at_auth(settings: Settings) -> Iterator[SessionEvent]:
    """The server takes its time over the login."""
    yield from _events(_opening())
    yield StageStarted(7, Stage.AUTH)
    yield TranscriptGrew(_OPENING_LINES)
    yield _report(settings, _opening())
