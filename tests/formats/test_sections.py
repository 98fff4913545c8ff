"""Somebody else's grafana.ini and ~/.gitconfig, edited."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from tests.formats.nasty import GOOD

INI = """# ours
app_mode = production
[database]
password = a;b  ; kept
note = one \\
[smtp]
[smtp]
;enabled = false
host=old.example.com:25 ; was here before
password = \"\"\"older\"\"\"

[emails]
welcome_email_on_sign_up = false
"""
GITCONFIG = """# ours
[user]
\tname = Fred "the" Häuser ; kept
[sendemail "work"]
\tsmtpServer = work.example.com
[SendEmail] smtpserver = old.example.com # was here before
\tconfirm = auto
\tSMTPPass = "a \\"b\\" \\
c" ; kept
[alias]
\tst = status
"""
FILES = {"grafana": INI, "git": GITCONFIG}


def _edited(name: str, text: str) -> str:
    return rendered(name, formats.load(name), GOOD, existing=text)


@pytest.mark.parametrize("name", sorted(FILES))
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(name: str, newline: str) -> None:
    text = FILES[name].replace("\n", newline)
    edited = _edited(name, text)
    kept = [line for line in text.split(newline) if not any(word in line for word in ("old", "a \\", 'c" ;'))]
    remaining = iter(edited.split(newline))
    assert all(line in remaining for line in kept), "in their order"
    assert edited.count("\n") == edited.count(newline)
    assert _edited(name, edited) == edited


def test_a_section_within_another_values_lines_is_none() -> None:
    edited = _edited("grafana", INI)
    assert edited.index('host="""mail.example.net:587""" ; was here before') > edited.index(
        "note = one \\\n[smtp]\n[smtp]"
    )
    assert edited.index("from_address = ") < edited.index("[emails]")


def test_the_section_of_another_identity_stays_as_it_is() -> None:
    edited = _edited("git", GITCONFIG)
    assert '[SendEmail] smtpserver = "mail.example.net" # was here before\n' in edited
    assert '\tSMTPPass = "sfhbfr8rxh" ; kept\n' in edited
    assert "\tsmtpServer = work.example.com\n" in edited


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_file_without_the_section_gets_it_at_its_end(name: str) -> None:
    section = {"grafana": "[smtp]", "git": "[sendemail]"}[name]
    assert f"b = 1\n\n{section}\n" in _edited(name, "[a]\nb = 1")


@pytest.mark.parametrize(
    ("name", "text"), [("grafana", "[smtp]\nuser=a\nuser=b\n"), ("git", "[sendemail]\nfrom=a\nFrom=b")]
)
def test_a_name_that_is_set_twice_is_refused_with_its_lines(name: str, text: str) -> None:
    with pytest.raises(CannotHoldError, match="is set more than once, on lines 2 and 3"):
        _edited(name, text)
