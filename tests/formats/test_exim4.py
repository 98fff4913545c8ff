"""Somebody else's exim4 files, edited."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered_file
from smtptui.smtp.security import Security
from tests.formats.nasty import GOOD
from tests.formats.whole import written

EXIM4 = formats.load("exim4")
ROUTER = "# ours\ndc_eximconfig_configtype='local'\ndc_other_hostnames='a.example'\ndc_smarthost=''\n"
LOGINS = "# ours\n*.other.example:a:b\nmail.example.net:fred:old\n"
MACROS = "MAIN_TLS_ENABLE = yes\nAUTH_CLIENT_ALLOW_NOTLS_PASSWORDS = 1\nREMOTE_SMTP_SMARTHOST_PROTOCOL = smtps"
FILES = (ROUTER, LOGINS, MACROS)


def _edited(newline: str = "\n") -> list[str]:
    given = zip((EXIM4, *EXIM4.companions), FILES, strict=True)
    return [rendered_file("exim4", one, GOOD, "", text.replace("\n", newline)) for one, text in given]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(newline: str) -> None:
    router, logins, macros = _edited(newline)
    assert router.split(newline) == [
        *("# ours", "dc_eximconfig_configtype='smarthost'", "dc_other_hostnames='a.example'"),
        *("dc_smarthost='mail.example.net::587'", ""),
    ]
    assert logins.split(newline) == [
        "# ours",
        "mail.example.net:fred@example.com:sfhbfr8rxh",
        "*.other.example:a:b",
        "",
    ]
    assert macros.split(newline)[:2] == ["MAIN_TLS_ENABLE = yes", "REMOTE_SMTP_SMARTHOST_PROTOCOL = smtp"]
    assert "NOTLS" not in macros


def test_an_address_of_ipv6_stands_as_exim_reads_it() -> None:
    router, logins, _ = written("exim4", GOOD._replace(host="2001:db8::1"), "")
    assert "dc_smarthost='2001::db8::::1::587'" in router
    assert logins.startswith('"2001:db8::1":fred')


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_tls_is_required_and_the_relays_name_verified(security: Security) -> None:
    macros = written("exim4", GOOD._replace(security=security), "")[2]
    assert "REMOTE_SMTP_SMARTHOST_HOSTS_REQUIRE_TLS = *\n" in macros
    assert "REMOTE_SMTP_SMARTHOST_TLS_VERIFY_HOSTS = *\n" in macros


def test_a_configuration_in_parts_reads_its_macros_elsewhere() -> None:
    assert "000_localmacros" in EXIM4.hindrances("dc_use_split_config='true'\n")[0]
    assert EXIM4.hindrances(ROUTER) == ()


@pytest.mark.parametrize(
    ("at", "text", "words"),
    [
        (0, "dc_smarthost=a\ndc_smarthost=b\n", "on lines 1 and 2"),
        (2, "REMOTE_SMTP_SMARTHOST_PROTOCOL = a \\\n  b\n", "line 1 goes on in the next one"),
    ],
)
def test_what_cannot_be_edited_rightly_is_refused_with_the_line(at: int, text: str, words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        rendered_file("exim4", (EXIM4, *EXIM4.companions)[at], GOOD, "", text)
