"""A file is known for what it is, by what it holds and, where files look alike, by its name."""

import pytest

from smtptui import formats
from smtptui.formats._base import Format
from smtptui.formats._recognise import readings, recognised
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from tests.formats.nasty import GOOD
from tests.formats.test_formats import ALL

# Word for word alike: only a name or the operator can tell them apart, and mostly nobody needs to.
ALIKE = (
    {"adt-drupal", "adt-moodle", "adt-wordpress"},
    {"adt-joomla", "joomla"},
    {"node-dotenv", "python-dotenv", "ruby-dotenv"},
)
# Secrets that hold what formats are known by.
TELLING = (
    "smtp://a:b@c",
    "'",
    '"',
    "a'b\"c`d",
    " a",
    "a b",
    "a\tb",
    "{{ x }}",
    "<?php ?>",
    "#{1}",
    '{"a": 1}',
    "a=b",
    "a:b:c",
)
PLAIN = GOOD._replace(from_name="Fred")


def _alike(name: str) -> set[str]:
    return next((group for group in ALIKE if name in group), {name})


@pytest.mark.parametrize("name", formats.names())
def test_every_format_says_how_it_is_recognised(name: str) -> None:
    assert formats.load(name).signs is not None


@pytest.mark.parametrize(("name", "target"), ALL)
def test_a_file_is_taken_for_its_own_format_and_for_no_other(name: str, target: str) -> None:
    text = rendered(name, formats.load(name), PLAIN, target or None)
    assert set(recognised(text)) == _alike(name)
    assert set(recognised(text.replace("\n", "\r\n"))) == _alike(name)


@pytest.mark.parametrize(("name", "target"), ALL)
def test_no_secret_makes_a_file_look_like_another_format(name: str, target: str) -> None:
    known = formats.load(name)
    for secret in TELLING:
        if known.limit("secret", secret, target):
            continue
        text = rendered(name, known, PLAIN._replace(secret=Secret(secret)), target or None)
        assert set(recognised(text)) == _alike(name)


@pytest.mark.parametrize("name", formats.names())
def test_formats_that_look_alike_read_alike(name: str) -> None:
    text = rendered(name, formats.load(name), PLAIN)
    assert len({reading.values for reading in readings(recognised(text), text)}) == 1


@pytest.mark.parametrize(
    ("path", "name"),
    [("/var/www/wordpresssmtp", "adt-wordpress"), ("/var/www/moodlesmtp", "adt-moodle"), ("drupalsmtp", "adt-drupal")],
)
def test_a_name_decides_between_files_that_look_alike(path: str, name: str) -> None:
    assert recognised(rendered(name, formats.load(name), GOOD), path) == [name]


@pytest.mark.parametrize("text", ["", "hello", "# a comment\n", "a = 1\n", "<?php\n", "{}", "host: mail.example.net"])
def test_what_is_of_no_format_is_not_recognised(text: str) -> None:
    assert list(recognised(text)) == []


MSMTPRC = """\
defaults
auth on
tls on
tls_starttls off

account home
host home.example.net
user fred
password home

account work : home
host work.example.net
tls_starttls
password "work 2"

account default : work
"""
SSMTP = "mailhub=smtp.gmail.com\nUseTLS=YES\n"
MOODLE = "<?php $CFG->smtphosts = 'a.example.net;b.example.net:25'; $CFG->smtpuser = 'fred';"
MOODLE_IPV6 = "<?php $CFG->smtphosts = '[2001:db8::1]:25';"
LARAVEL = "MAIL_HOST=mail.example.net\nMAIL_USERNAME=null\nMAIL_PASSWORD=(null)\nMAIL_ENCRYPTION=tls\nMAIL_PORT=587\n"
GITLAB = 'gitlab_rails[\'smtp_address\'] = "mail.example.net"\ngitlab_rails[\'smtp_password\'] = "a\\"b#c"\n'
KUBERNETES = "kind: Secret\ndata:\n  SMTP_HOST: bWFpbC5leGFtcGxlLm5ldA==\n  SMTP_PASSWORD: YcOk\n  SMTP_PORT: '?'\n"
COMPOSE = (
    "services:\n  db: {}\n  shop:\n    environment:\n      - SMTP_HOST=mail.example.net\n      - SMTP_PASSWORD=a$$b\n"
)


def _read(text: str) -> tuple[str, Format, tuple[object, ...]]:
    (reading,) = {one.values: one for one in readings(recognised(text), text)}.values()
    values = reading.values
    return reading.format, formats.load(reading.format), (values.host, values.port, values.username, values.secret)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (MSMTPRC, "msmtp", ("work.example.net", None, "fred", Secret("work 2"))),
        (MSMTPRC.partition("account default")[0], "msmtp", ("home.example.net", None, "fred", Secret("home"))),
        (SSMTP, "ssmtp", ("smtp.gmail.com", None, None, None)),
        (MOODLE, "moodle", ("a.example.net", None, "fred", None)),
        (MOODLE_IPV6, "moodle", ("2001:db8::1", 25, None, None)),
        (LARAVEL, "laravel", ("mail.example.net", 587, None, None)),
        (GITLAB, "gitlab", ("mail.example.net", None, None, Secret('a"b#c'))),
        (KUBERNETES, "kubernetes-secret", ("mail.example.net", None, None, Secret("aä"))),
        (COMPOSE, "compose", ("mail.example.net", None, None, Secret("a$b"))),
        ("smtp://u:_|KZ&CKWa[@h.example:1587\n", "smtp-url", ("h.example", 1587, "u", Secret("_|KZ&CKWa["))),
        ("smtp://u:50%25@h.example:25", "smtp-url", ("h.example", 25, "u", Secret("50%"))),
    ],
)  # fmt: skip
def test_files_that_others_wrote_are_read_by_their_readers_rules(
    text: str, name: str, said: tuple[object, ...]
) -> None:
    assert _read(text)[::2] == (name, said)


def test_a_switch_of_msmtp_that_stands_alone_is_on() -> None:
    assert formats.load("msmtp").parse(MSMTPRC, "").security is Security.STARTTLS
    assert formats.load("msmtp").parse(MSMTPRC, "").profile == "work"


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("ghost", '{\n"mail": {\n', "line 3, column 1 is no JSON"),
        ("frontier", "app:\n  mailer: [", "line 2 cannot be read"),
        ("moodle", "<?php\n$CFG->smtphosts = ;\n", "PHP cannot read line 2"),
        ("django", "EMAIL_HOST = 'a'\nEMAIL_PORT = \n", "Python cannot read line 2"),
    ],
)
def test_a_file_that_its_reader_could_not_read_says_where(name: str, text: str, words: str) -> None:
    assert words in (formats.load(name).broken(text) or "")


@pytest.mark.parametrize(("name", "target"), ALL)
def test_no_file_of_ours_is_broken(name: str, target: str) -> None:
    known = formats.load(name)
    assert known.broken(rendered(name, known, GOOD, target or None)) is None
