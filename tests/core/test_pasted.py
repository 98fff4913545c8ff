"""Settings that people paste as a block, taken apart into a profile and a secret."""

from typing import Any

import pytest

from smtptui import providers
from smtptui.core.pasted import masked, read_settings
from smtptui.secret import Secret

CATALOGUE = providers.load_all()


def read(text: str) -> tuple[dict[str, Any], str]:
    """What the profile of a pasted text says, and the secret."""
    pasted = read_settings(text, CATALOGUE)
    assert pasted.profile is not None
    said = {key: value for key, value in pasted.profile._asdict().items() if value is not None and key != "name"}
    return said, pasted.secret.reveal()


@pytest.mark.parametrize(
    ("url", "said", "secret"),
    [
        (
            "smtp://fred%40example.org:a%2Fb@mail.example.org:587",
            {"provider": "custom", "username": "fred@example.org", "host": "mail.example.org", "port": 587},
            "a/b",
        ),
        # dotCloud writes the secret as it is.
        (
            "smtp://u:_|KZ&CKWa[@mail.example.org:25/",
            {"provider": "custom", "username": "u", "host": "mail.example.org", "port": 25},
            "_|KZ&CKWa[",
        ),
        (
            "smtps://fred@example.org:50%[off]@mail.example.org",
            {"username": "fred@example.org", "host": "mail.example.org", "security": "tls"},
            "50%[off]",
        ),
        ("smtp://user:p@ss/wo?rd@mail.example.org", {"username": "user", "host": "mail.example.org"}, "p@ss/wo?rd"),
        (
            'export SMTP_URL="smtp+tls://u:p@mail.example.org:587"',
            {"username": "u", "port": 587, "security": "starttls"},
            "p",
        ),
        (
            "MAILER_DSN=ses+smtp://AKIAIOSFODNN7EXAMPLE:s%2Bt@default?region=eu-west-1",
            {"provider": "ses", "username": "AKIAIOSFODNN7EXAMPLE", "region": "eu-west-1"},
            "s+t",
        ),
        ("smtp://localhost:1025", {"host": "localhost", "port": 1025}, ""),
        ("smtp://[2001:db8::1]:25", {"host": "2001:db8::1", "port": 25}, ""),
    ],
)
def test_a_url_is_taken_apart(url: str, said: dict[str, Any], secret: str) -> None:
    found, revealed = read(url)
    assert revealed == secret
    assert said.items() <= found.items()


LARAVEL = """\
MAIL_MAILER=smtp
MAIL_HOST=smtp.sendgrid.net
MAIL_PORT=587
MAIL_USERNAME=apikey
MAIL_PASSWORD='hunter 2'  # ours
MAIL_ENCRYPTION=tls
MAIL_FROM_ADDRESS="a@example.org"
MAIL_FROM_NAME="${APP_NAME}"
"""
MSMTPRC = """\
# mine
defaults
auth on
tls on
tls_starttls off
account work
host mail.example.org
port 465
from a@example.org
user fred
password "hunter 2"
account default : work
"""
PHP = """\
define( 'WPMS_SMTP_HOST', 'in-v3.mailjet.com' );
define( 'WPMS_SMTP_PORT', 587 );
define( 'WPMS_SSL', 'tls' );
define( 'WPMS_SMTP_USER', 'fred' );
define( 'WPMS_SMTP_PASS', 'hunter\\'2' );
"""
PHPMAILER = """\
$mail->isSMTP();
$mail->Host       = 'mail.example.org';
$mail->SMTPAuth   = true;
$mail->Username   = 'fred';
$mail->Password   = 'hunter;2';
$mail->SMTPSecure = PHPMailer::ENCRYPTION_SMTPS;
$mail->setFrom('a@example.org', 'Mailer');
"""
MAIL = """\
Dear customer,

Incoming server (IMAP)
Server: imap.example.org
Port: 993

SMTP server: mail.example.org.
Port: 465 (SSL) or 587
Username: fred
Password: hunter2
"""
STACKED = "SMTP server\nmail.example.org\nPort\n465\nUser name\nfred\nPassword\nhunter2\n"
ONE_LINE = "SMTP server: mail.example.org Port: 587 Username: fred Password: hunter2"
DJANGO = """\
EMAIL_HOST = 'smtp.gmail.com'
EMAIL_USE_TLS = True
EMAIL_PORT = 587
EMAIL_HOST_USER = 'fred@darrensnet.com'
EMAIL_HOST_PASSWORD = 'hunter2'
DEFAULT_FROM_EMAIL = 'Fred <fred@darrensnet.com>'
"""
OBJECT = """transport({ host: "mail.example.org", port: 465, secure: true, auth: { user: "fred", pass: 'p,q' } });"""
SSMTP = "mailhub=mail.example.org:587\nAuthUser=fred\nAuthPass=hunter2\nUseSTARTTLS=YES\nhostname=box.example.org\n"
GITLAB = "gitlab_rails['smtp_address'] = \"mail.example.org\"\ngitlab_rails['smtp_port'] = 465\nsmtp_tls = true\n"
CUSTOM = {"provider": "custom", "host": "mail.example.org"}


@pytest.mark.parametrize(
    ("text", "said", "secret"),
    [
        (LARAVEL, {"provider": "sendgrid", "from_address": "a@example.org"}, "hunter 2"),
        (
            MSMTPRC,
            CUSTOM | {"port": 465, "security": "tls", "username": "fred", "from_address": "a@example.org"},
            "hunter 2",
        ),
        (PHP, {"provider": "mailjet", "username": "fred"}, "hunter'2"),
        (PHPMAILER, CUSTOM | {"username": "fred", "security": "tls", "from_address": "a@example.org"}, "hunter;2"),
        (MAIL, CUSTOM | {"port": 465, "username": "fred"}, "hunter2"),
        (STACKED, CUSTOM | {"port": 465, "username": "fred"}, "hunter2"),
        (ONE_LINE, CUSTOM | {"port": 587, "username": "fred"}, "hunter2"),
        (
            DJANGO,
            {
                "provider": "google-workspace",
                "port": 587,
                "username": "fred@darrensnet.com",
                "from_address": "fred@darrensnet.com",
                "from_name": "Fred",
            },
            "hunter2",
        ),
        (OBJECT, CUSTOM | {"port": 465, "security": "tls", "username": "fred"}, "p,q"),
        (
            SSMTP,
            CUSTOM | {"port": 587, "security": "starttls", "username": "fred", "ehlo_name": "box.example.org"},
            "hunter2",
        ),
        (GITLAB, CUSTOM | {"port": 465, "security": "tls"}, ""),
        ("[mail.example.org]:587 fred:hunter2", CUSTOM | {"port": 587, "username": "fred"}, "hunter2"),
        ("host: smtp.postmarkapp.com\nuser: 1a2b-3c\npassword: 1a2b-3c", {"provider": "postmark"}, "1a2b-3c"),
        (
            "Server\temail-smtp.eu-west-1.amazonaws.com\nPort\t587\n",
            {"provider": "ses", "region": "eu-west-1"},
            "",
        ),
        ('{"host": "mail.example.org", "password": "p"}', CUSTOM, "p"),
    ],
)
def test_a_block_of_settings_is_taken_apart(text: str, said: dict[str, Any], secret: str) -> None:
    assert read(text) == (said, secret)


def test_what_could_not_be_placed_is_said_by_its_name_alone() -> None:
    pasted = read_settings("host: mail.example.org\npasswrd: hunter2\nhunter3\nport: 25\nport: 26", CATALOGUE)
    assert pasted.not_placed == ("line 2, «passwrd»", "line 5, «port»: port was said before", "line 3")
    assert "hunter" not in str(pasted)


def test_the_name_of_an_account_is_the_profiles_name() -> None:
    profile = read_settings(MSMTPRC, CATALOGUE).profile
    assert profile is not None
    assert profile.name == "work"


@pytest.mark.parametrize("text", ["", "hello world", "https://example.org/setup", "Kind regards,\nFred"])
def test_a_text_without_settings_makes_no_profile(text: str) -> None:
    assert read_settings(text, CATALOGUE).profile is None


def test_no_encryption_is_taken_for_this_machine_alone() -> None:
    assert read("host: localhost\nsecurity: none")[0]["security"] == "none"
    pasted = read_settings("host: mail.example.org\nsecurity: none", CATALOGUE)
    assert pasted.profile is not None
    assert pasted.profile.security is None
    assert any("no encryption" in notice for notice in pasted.notices)


def test_ssl_on_a_port_that_begins_in_clear_is_starttls_and_said() -> None:
    pasted = read_settings("host: mail.example.org\nport: 587\nencryption: SSL", CATALOGUE)
    assert pasted.profile is not None
    assert pasted.profile.security == "starttls"
    assert pasted.notices == ("«SSL» with port 587 is taken as STARTTLS",)


@pytest.mark.parametrize("text", [LARAVEL, MSMTPRC, PHP, PHPMAILER, MAIL, STACKED, ONE_LINE, DJANGO, OBJECT, SSMTP])
def test_a_block_is_shown_with_its_secret_masked(text: str) -> None:
    shown = masked(text)
    secret = read_settings(text, CATALOGUE).secret
    assert secret
    assert secret.reveal() not in "\n".join(shown)
    assert [len(line) for line in shown] == [len(line) for line in text.split("\n")]


@pytest.mark.parametrize("typed", range(len("smtp://fred:hunter2@mail.example.org")))
def test_a_secret_is_masked_from_its_first_letter_on(typed: int) -> None:
    text = "smtp://fred:hunter2@mail.example.org"[: typed + 1]
    assert "h" not in masked(text)[0].removeprefix("smtp://fred:").partition("@")[0]


@pytest.mark.parametrize(
    "text",
    [
        "smtp://",
        "smtp://@",
        "smtp://:@:",
        "smtp://a:%zz@h",
        "smtp://a:%ff@h",
        "=",
        ":=:",
        "define('",
        "\x00" * 9,
        "port: 0",
    ],
)
def test_no_text_breaks_it(text: str) -> None:
    masked(text)
    read_settings(text, CATALOGUE)


def test_a_long_text_is_read_in_one_go() -> None:
    text = "a" * 100_000 + "\n" + "x: y\n" * 20_000 + "host: mail.example.org"
    profile = read_settings(text, CATALOGUE).profile
    assert profile is not None
    assert profile.host == "mail.example.org"


def test_the_secret_is_nowhere_but_in_its_field() -> None:
    for text in (LARAVEL, MSMTPRC, PHP, MAIL, DJANGO):
        pasted = read_settings(text, CATALOGUE)
        assert pasted.secret
        assert pasted.secret.reveal() not in str(pasted._replace(secret=Secret("")))
