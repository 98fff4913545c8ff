"""The stages of a session in wire order."""

import pytest

from smtptui.smtp.security import Security, usual_port, usual_security
from smtptui.smtp.stage import GLYPHS, PROBE_LIMITS, Stage, Status, wire_order

_TLS = "resolve connect tls greeting ehlo auth mail rcpt data quit"
_STARTTLS = "resolve connect greeting ehlo starttls tls ehlo auth mail rcpt data quit"
_NONE = "resolve connect greeting ehlo auth mail rcpt data quit"


@pytest.mark.parametrize(
    ("security", "until", "order"),
    [
        (Security.TLS, Stage.DATA, _TLS),
        (Security.STARTTLS, Stage.DATA, _STARTTLS),
        (Security.NONE, Stage.DATA, _NONE),
        (Security.NONE, Stage.RCPT, "resolve connect greeting ehlo auth mail rcpt quit"),
        (Security.STARTTLS, Stage.EHLO, "resolve connect greeting ehlo starttls tls ehlo quit"),
        (Security.STARTTLS, Stage.STARTTLS, "resolve connect greeting ehlo starttls quit"),
        (Security.STARTTLS, Stage.GREETING, "resolve connect greeting quit"),
        (Security.STARTTLS, Stage.CONNECT, "resolve connect"),
        (Security.TLS, Stage.RESOLVE, "resolve"),
        (Security.TLS, Stage.TLS, "resolve connect tls"),
        (Security.TLS, Stage.GREETING, "resolve connect tls greeting quit"),
        # What a security does not have is read as the last stage before it.
        (Security.TLS, Stage.STARTTLS, "resolve connect tls greeting ehlo quit"),
        (Security.NONE, Stage.STARTTLS, "resolve connect greeting ehlo quit"),
        (Security.NONE, Stage.TLS, "resolve connect greeting ehlo quit"),
    ],
)
def test_a_session_has_its_stages_in_order(security: Security, until: Stage, order: str) -> None:
    assert " ".join(wire_order(security, until)) == order


def test_a_probe_sends_no_message() -> None:
    assert Stage.DATA not in PROBE_LIMITS
    assert PROBE_LIMITS[-1] is Stage.RCPT
    assert Stage.DATA not in wire_order(Security.TLS)


def test_every_ending_has_a_glyph_of_its_own() -> None:
    assert len({GLYPHS[status] for status in Status}) == len(Status)


@pytest.mark.parametrize(
    ("port", "security"),
    [
        (465, Security.TLS),
        (2465, Security.TLS),
        (587, Security.STARTTLS),
        (25, Security.STARTTLS),
        (2525, Security.STARTTLS),
    ],
)
def test_a_port_has_its_usual_security(port: int, security: Security) -> None:
    assert usual_security(port) is security


@pytest.mark.parametrize("security", list(Security))
def test_a_security_has_its_usual_port_and_a_name_for_people(security: Security) -> None:
    assert usual_port(security) in (25, 465, 587)
    assert security.label
