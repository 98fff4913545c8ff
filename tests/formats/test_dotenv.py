"""Somebody else's .env, edited."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from tests.formats.nasty import GOOD

ENV = """# the shop
APP_KEY="base64:abc=="   # kept
export SMTP_HOST = old.example.com # was here before
KEY='several
SMTP_PASSWORD=not_ours
lines'
SMTP_PASSWORD=

EMPTY=
"""


@pytest.mark.parametrize("name", ["python-dotenv", "node-dotenv", "ruby-dotenv"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(name: str, newline: str) -> None:
    edited = rendered(name, formats.load(name), GOOD, existing=ENV.replace("\n", newline))
    lines = edited.split(newline)
    assert lines[:7] == [
        "# the shop",
        'APP_KEY="base64:abc=="   # kept',
        "export SMTP_HOST = 'mail.example.net' # was here before",
        "KEY='several",
        "SMTP_PASSWORD=not_ours",
        "lines'",
        "SMTP_PASSWORD='sfhbfr8rxh'",
    ]
    assert lines[8] == "EMPTY="
    assert "SMTP_PORT='587'" in lines
    assert rendered(name, formats.load(name), GOOD, existing=edited) == edited


def test_a_file_without_a_last_line_end_gets_one() -> None:
    edited = rendered("python-dotenv", formats.load("python-dotenv"), GOOD, existing="A=1")
    assert edited.startswith("A=1\nSMTP_HOST=")


def test_a_name_that_is_set_twice_is_refused_with_its_lines() -> None:
    with pytest.raises(CannotHoldError, match="SMTP_HOST is set more than once, on lines 1 and 2"):
        rendered("node-dotenv", formats.load("node-dotenv"), GOOD, existing="SMTP_HOST=a\nSMTP_HOST=b\n")
