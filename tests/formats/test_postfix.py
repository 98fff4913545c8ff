"""Somebody else's main.cf and sasl_passwd, edited."""

from typing import Any

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered, rendered_file
from smtptui.smtp.security import Security
from tests.formats.nasty import GOOD
from tests.formats.whole import written

POSTFIX = formats.load("postfix")
(SASL_PASSWD,) = POSTFIX.companions
MAIN_CF = """# ours
compatibility_level = 3.6
mydestination = a.example,
# in between
   b.example
relayhost=
    [old.example.com]:25
  # was here before

    # and this
smtp_helo_name   =  $myhostname
mynetworks = 127.0.0.0/8 [::1]/128
"""
LOGINS = """# ours
[other.example]:587 somebody:else

[mail.example.net]:587\tfred:old
"""


def _edited(text: str) -> str:
    return rendered("postfix", POSTFIX, GOOD, existing=text)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(newline: str) -> None:
    edited = _edited(MAIN_CF.replace("\n", newline))
    kept = [
        line for line in MAIN_CF.split("\n") if "old" not in line and "relayhost" not in line and "helo" not in line
    ]
    remaining = iter(edited.split(newline))
    assert all(line in remaining for line in kept), "in their order"
    assert edited.count("\n") == edited.count(newline)
    assert f"relayhost= [mail.example.net]:587{newline}  # was here before{newline}" in edited
    assert f"smtp_helo_name   =  build.example.com{newline}" in edited
    assert _edited(edited) == edited


def test_a_parameter_that_is_set_twice_is_refused_with_its_lines() -> None:
    with pytest.raises(CannotHoldError, match="relayhost is set more than once, on lines 1 and 2"):
        _edited("relayhost = a\nrelayhost = b\n")


def test_the_login_of_another_relay_stays() -> None:
    edited = rendered_file("postfix", SASL_PASSWD, GOOD, "", LOGINS)
    assert edited == (
        "# ours\n[mail.example.net]:587 fred@example.com:sfhbfr8rxh\n[other.example]:587 somebody:else\n\n"
    )
    assert rendered_file("postfix", SASL_PASSWD, GOOD, "", edited) == edited


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "fred:x"}, "ends at its first"),
        ({"username": " fred"}, "blanks before it are skipped"),
        ({"ca_file": "/etc/$x"}, "main.cf takes"),
    ],
)
def test_what_postfix_cannot_hold_is_refused_with_the_reason(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        written("postfix", GOOD._replace(**changes), "")


def test_the_relays_certificate_is_verified_whatever_the_port() -> None:
    for security, wrapped in ((Security.STARTTLS, "no"), (Security.TLS, "yes")):
        text = POSTFIX.render(GOOD._replace(security=security), "")
        assert "smtp_tls_security_level = secure\n" in text
        assert f"smtp_tls_wrappermode = {wrapped}\n" in text


@pytest.mark.parametrize(
    "line", ["transport_maps = hash:/etc/postfix/transport", "default_transport = error:off", "defer_transports = smtp"]
)
def test_what_else_would_stop_mail_is_named(line: str) -> None:
    assert line.split()[0] in POSTFIX.hindrances(f"{MAIN_CF}{line}\n")[0]
    assert POSTFIX.hindrances(MAIN_CF) == ()
