"""Somebody else's Ruby, Python, JSON and .properties, edited."""

import json

import pytest

from smtptui import formats
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from tests.formats.nasty import GOOD

RAILS = """Rails.application.configure do
  config.cache_classes = true   # kept
  config.action_mailer.smtp_settings = { address: "old.example.com" }
end"""
GITLAB = """## ours
external_url 'https://git.example.com'
gitlab_rails['smtp_address'] = "old.example.com"   # was here before
# gitlab_rails['smtp_port'] = 465
"""
DJANGO = """import os

DEBUG = False  # kept
EMAIL_HOST = os.environ.get("X", "old.example.com")
EMAIL_PORT = 25
"""
GHOST = """{
\t"url" : "https://blog.example",
\t"mail": {"transport": "Direct", "options": { "host":"old.example.com","port": 25 } },
\t"logging": {
\t\t"transports": ["file",   "stdout"]
\t}
}
"""
SPRING = """# ours
server.port = 8080
spring.mail.host : old.example.com
spring.mail.username=a\\
   b
! kept
spring.mail.password
spring.mail.note = one\\\\
spring.mail.port=587"""
FILES = {"rails": RAILS, "gitlab": GITLAB, "django": DJANGO, "ghost": GHOST, "spring": SPRING}
BLOCKS = ("rails", "gitlab", "django")


def _edited(name: str, text: str) -> str:
    return rendered(name, formats.load(name), GOOD, existing=text)


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_program_keeps_every_byte_before_our_block(name: str, newline: str) -> None:
    text = FILES[name].replace("\n", newline)
    edited = _edited(name, text)
    assert edited.startswith(text)
    assert edited.count("\n") == edited.count(newline)
    assert edited.endswith(f"# END smtptui{newline}")
    assert _edited(name, edited) == edited


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_that_is_there_is_replaced_where_it_stands(name: str) -> None:
    edited = _edited(name, FILES[name])
    block = edited[edited.index("# BEGIN smtptui") :]
    moved = f"# first\n{block}# last\n"
    assert _edited(name, moved.replace("sfhbfr8rxh", "older")) == moved


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("gitlab", "a = 1\n__END__\nnotes\n", "line 2 ends the program"),
        ("rails", "a = 1\n=begin\nnotes\n", "ends within a comment"),
        ("rails", "# BEGIN smtptui\n", "are not there once each"),
        ("gitlab", "# END smtptui\n# BEGIN smtptui\n", "are not there once each"),
        ("django", "a = (\n", "Python cannot read line 1"),
        ("gitlab", "# BEGIN smtptui\n# END smtptui\ngitlab_rails['smtp_port'] = 25\n", "not give back the port"),
        ("ghost", '{"mail": 5}', "line 1 holds no object"),
        ("ghost", '{"mail": {},\n"mail": {}}', "more than once, on lines 1 and 2"),
        ("ghost", '{"mail": {', "line 1, column 11 is no JSON"),
        ("ghost", "[1]", "line 1 holds no object"),
        ("spring", "spring.mail.port=1\nspring.mail.port:2\n", "more than once, on lines 1 and 2"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_rightly_is_refused_with_the_reason(name: str, text: str, words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        _edited(name, text)


def test_json_is_edited_where_its_values_stand() -> None:
    edited = _edited("ghost", GHOST)
    kept = [line for line in GHOST.splitlines() if '"mail"' not in line]
    remaining = iter(edited.splitlines())
    assert all(line in remaining for line in kept), "in their order"
    assert (
        '"mail": {"transport": "SMTP", "options": { "host":"mail.example.net","port": 587, "secure": false,' in edited
    )
    assert json.loads(edited)["mail"]["options"]["auth"] == {"user": "fred@example.com", "pass": "sfhbfr8rxh"}
    assert _edited("ghost", edited) == edited


@pytest.mark.parametrize("text", ["{}", '{\r\n  "a": 1\r\n}\r\n', '{"a": {}}'])
def test_json_without_the_section_gets_it_at_its_end(text: str) -> None:
    edited = _edited("ghost", text)
    assert json.loads(edited)["mail"]["from"] == "notifications@example.com"
    assert edited.count("\n") == edited.count("\r\n") or "\r" not in edited


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_properties_are_edited_where_they_stand(newline: str) -> None:
    text = SPRING.replace("\n", newline)
    edited = _edited("spring", text)
    lines = edited.split(newline)
    assert lines[:7] == [
        "# ours",
        "server.port = 8080",
        "spring.mail.host : mail.example.net",
        "spring.mail.username=fred@example.com",
        "! kept",
        "spring.mail.password=sfhbfr8rxh",
        "spring.mail.note = one\\\\",
    ]
    assert edited.count("\n") == edited.count(newline)
    assert _edited("spring", edited) == edited


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("ghost", '{"mail": {"options": {"service": "Mailgun"}}}', "brings a host and a port of its own"),
        ("spring", "spring.mail.jndi-name=mail/x\n", "takes another session"),
        ("git", "[sendemail]\nsmtpSSLCertPath =\n", "verifies no certificate"),
    ],
)
def test_what_else_would_stop_mail_is_named(name: str, text: str, words: str) -> None:
    assert words in formats.load(name).hindrances(text)[0]
    assert name == "git" or formats.load(name).hindrances(FILES[name]) == ()
