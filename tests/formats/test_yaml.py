"""Somebody else's YAML file, edited."""

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from tests.formats.nasty import GOOD

CONFIG = """# ours
version: 1   # keep
app:
    port: 8000
    mailer:
        smtp_host: smtp.example.com   # replace me
        smtp_port: 25
        smtp_password: "old"
        headers:
            from:
    identity:  {a: [1,2], b:   3}
log: {level: info}
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_that_are_not_ours_keep_every_byte(newline: str) -> None:
    text = CONFIG.replace("\n", newline)
    edited = rendered("frontier", formats.load("frontier"), GOOD, existing=text)
    kept = [line for line in text.split(newline) if "smtp_" not in line and "from:" not in line]
    remaining = iter(edited.split(newline))
    assert all(line in remaining for line in kept), "in their order"
    assert edited.count("\n") == edited.count(newline)
    assert "        smtp_host: 'mail.example.net'   # replace me" in edited
    assert "            from: 'notifications@example.com'" in edited
    assert rendered("frontier", formats.load("frontier"), GOOD, existing=edited) == edited


def test_a_file_without_the_section_gets_it_at_its_end() -> None:
    edited = rendered("shield", formats.load("shield"), GOOD, existing="log:\n  level: info")
    assert edited.startswith("log:\n  level: info\napp:\n  mailer:\n")


def test_a_build_file_keeps_its_services() -> None:
    text = "www:\n  type: python\npost:\n  type: smtp\n  config:\n    smtp_relay_server: old\n"
    edited = rendered("dotcloud", formats.load("dotcloud"), GOOD, existing=text)
    assert edited.startswith("www:\n  type: python\npost:\n")
    assert "smtp_relay_server: 'mail.example.net'" in edited
    local = rendered("dotcloud", formats.load("dotcloud"), GOOD, "local", existing=text)
    assert local.startswith("www:\n  type: python\n  config:\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [1", "cannot be read"),
        ("app: {mailer: {smtp_port: 1}}", "line 1 has its keys in braces"),
        ("app: 5", "line 1 holds no keys"),
        ("app:\n  mailer:\n    smtp_host: a\n    smtp_host: b\n", "more than once"),
        ("app:\n  mailer:\n    smtp_host: [a]\n", "line 3 holds no plain smtp_host"),
    ],
)
def test_what_cannot_be_edited_rightly_is_refused_with_the_line(text: str, words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        rendered("frontier", formats.load("frontier"), GOOD, existing=text)


def test_a_host_that_silently_sends_nothing_is_refused() -> None:
    with pytest.raises(CannotHoldError, match="sends nothing and says nothing"):
        rendered("shield", formats.load("shield"), GOOD._replace(host="smtp.example.com"))
