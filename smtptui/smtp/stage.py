"""The stages of a session, in wire order, and how each may end."""

from enum import StrEnum

from smtptui.smtp.security import Security


class Stage(StrEnum):
    """A stage of an SMTP session. Under STARTTLS `EHLO` stands twice in a session."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    GREETING = "greeting"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    TLS = "tls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    QUIT = "quit"


class Status(StrEnum):
    """How a stage ended."""

    PASSED = "passed"
    WARNED = "warned"
    FAILED = "failed"
    SKIPPED = "skipped"


GLYPHS = {Status.PASSED: "✔", Status.WARNED: "▲", Status.FAILED: "✘", Status.SKIPPED: "∅"}

_OPENING: dict[Security, tuple[Stage, ...]] = {
    # RFC 8314 section 3: the handshake comes before the greeting.
    Security.TLS: (Stage.TLS, Stage.GREETING, Stage.EHLO),
    # RFC 3207 section 4.2: the client starts again with EHLO after the handshake.
    Security.STARTTLS: (Stage.GREETING, Stage.EHLO, Stage.STARTTLS, Stage.TLS, Stage.EHLO),
    Security.NONE: (Stage.GREETING, Stage.EHLO),
}
PROBE_LIMITS = tuple(stage for stage in Stage if stage not in (Stage.DATA, Stage.QUIT))


def wire_order(security: Security, until: Stage = Stage.RCPT) -> tuple[Stage, ...]:
    """Every stage of a session up to and with `until`, then QUIT where a session was opened.

    `until` may be any stage from resolve to data. A stage that comes twice ends the session after its second time;
    one that this security does not have (starttls, tls) is read as the last stage before it.
    """
    full = (
        Stage.RESOLVE,
        Stage.CONNECT,
        *_OPENING[security],
        Stage.AUTH,
        Stage.MAIL,
        Stage.RCPT,
        Stage.DATA,
    )
    stages = full[: _last_index(full, until) + 1]
    return (*stages, Stage.QUIT) if Stage.GREETING in stages else stages


def _last_index(stages: tuple[Stage, ...], until: Stage) -> int:
    order = list(Stage)
    for candidate in reversed(order[: order.index(until) + 1]):
        if candidate in stages:
            return max(index for index, stage in enumerate(stages) if stage is candidate)
    return 0
