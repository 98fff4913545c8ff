"""What stands in another program's file becomes the profile that was written into it."""

from pathlib import Path

import pytest

from smtptui import formats, providers
from smtptui.core.exporting.export import export
from smtptui.core.importing import Imported, taken_apart
from smtptui.core.importing.source import LARGEST_OCTETS, from_environment, from_file, from_octets, from_url
from smtptui.core.settings import resolve
from smtptui.errors import ConfigurationError, MisuseError
from smtptui.model.profile import Profile
from smtptui.secret import Secret
from smtptui.smtp.security import Security

CATALOGUE = providers.load_all()
SECRET = Secret("Tr0ub4dor+-_.")
PULSE = Profile(
    "darrensnet",
    "sendpulse",
    "darren@yahoo.com",
    "notifications@darrensnet.com",
    "Darrens Net",
    "webmaster@darrensnet.com",
    mechanism="plain",
    ehlo_name="build.example.com",
    ca_file="/etc/ssl/private-ca.pem",
)
OWN = PULSE._replace(provider="custom", username="fred", host="mail.example.org", port=465, security=Security.TLS)
_LOGIN = {"from_name", "to_address", "mechanism", "ehlo_name", "ca_file"}
_URL = _LOGIN | {"from_address"}
_CMS = {"to_address", "mechanism", "ehlo_name", "ca_file"}
# What each format has no place for, beside the profile's name, which msmtp alone carries.
LOST = {
    "adt-drupal": _LOGIN,
    "adt-env": _LOGIN - {"to_address"},
    "adt-joomla": _CMS,
    "adt-moodle": _LOGIN,
    "adt-settings": _LOGIN - {"to_address"},
    "adt-wordpress": _LOGIN,
    "ansible": set(),
    "compose": set(),
    "discourse": _LOGIN - {"ehlo_name"},
    "django": _LOGIN,
    "dotcloud": _URL,
    "drupal-core-dsn": _LOGIN,
    "drupal-smtp": _CMS,
    "drupal-symfony-mailer": _LOGIN,
    "drupal7-smtp": _CMS,
    "exim4": _URL - {"ca_file", "ehlo_name"},
    "fluent-smtp": _CMS,
    "frontier": _LOGIN,
    "ghost": _LOGIN - {"ehlo_name"},
    "git": {"from_name", "to_address"},
    "gitlab": {"to_address", "mechanism"},
    "grafana": _CMS - {"ehlo_name"},
    "joomla": _CMS,
    "kubernetes-secret": set(),
    "laravel": _CMS - {"ehlo_name"},
    "moodle": _LOGIN - {"mechanism"},
    "msmtp": {"from_name", "to_address"},
    "nextcloud": _LOGIN,
    "node-dotenv": set(),
    "nodemailer": _URL - {"ehlo_name"},
    "nullmailer": _URL - {"ca_file"},
    "postfix": _URL - {"mechanism", "ehlo_name", "ca_file"},
    "python-dotenv": set(),
    "rails": {"from_name", "to_address", "ca_file"},
    "ruby-dotenv": set(),
    "shell": set(),
    "shield": _LOGIN,
    "smtp-url": _URL,
    "spring": _LOGIN,
    "ssmtp": {"from_address", "from_name", "mechanism", "ca_file"},
    "symfony": _URL,
    "systemd-env": set(),
    "terraform": set(),
    "toml": set(),
    "wordpress-mu-plugin": _CMS,
    "wp-mail-smtp": _CMS,
    "wp-mail-smtp-option": _CMS,
}
# dotCloud has no key for the security: port 465 says it. Toolkit's files name providers by number alone.
_NO_HOST = {"adt-drupal", "adt-env", "adt-moodle", "adt-settings", "adt-wordpress"}
ALL = [(name, target) for name in formats.names() for target in formats.load(name).targets or (None,)]


def read(text: str, path: str = "", **options: str) -> Imported:
    """A file's text, taken apart."""
    return taken_apart([from_octets(text.encode(), "the file", path)], CATALOGUE, **options)


def profile_in(imported: Imported) -> Profile:
    """The profile that was found."""
    assert imported.found.profile is not None
    return imported.found.profile


def test_what_a_format_cannot_carry_is_known_of_every_format() -> None:
    assert set(LOST) == set(formats.names())


@pytest.mark.parametrize(("name", "target"), ALL)
@pytest.mark.parametrize("profile", [PULSE, OWN], ids=["preset", "custom"])
def test_an_export_comes_back_as_the_profile_that_it_was(name: str, target: str | None, profile: Profile) -> None:
    if profile is OWN and (target if name == "ansible" else name) in _NO_HOST:
        return
    settings = resolve(profile, next(one for one in CATALOGUE if one.name == profile.provider))
    files = export(name, settings, SECRET, target).files
    # Our own configuration names the place of its secret, and no more.
    shown = 1 if name == "toml" else None
    imported = taken_apart(
        [from_octets(one.text.encode(), "the file") for one in files if one.format.holds][:shown], CATALOGUE
    )
    found = profile_in(imported)
    assert imported.found.secret == (Secret("") if name == "toml" else SECRET)
    lost = {key for key in Profile._fields if getattr(found, key) != getattr(profile, key)} - {"name", "security"}
    assert lost == LOST[name]
    assert all(getattr(found, key) is None for key in lost)
    assert resolve(found, next(one for one in CATALOGUE if one.name == found.provider)).endpoint == settings.endpoint
    assert (name != "toml") or str(imported.place or "") == (
        "file:darrensnet.secret" if target == "with-secret" else ""
    )
    assert [words for words in imported.found.not_placed if "authentication" not in words.lower()] == []


FIVE_LINES = "FROM ADDRESS: a@darrensnet.com\nUSERNAME: {}\nPASSWORD: sfhbfr8rxh\nEMAIL PROVIDER: 2\nPORT: 465\n"


def test_a_number_that_changed_its_meaning_is_asked_about() -> None:
    with pytest.raises(
        MisuseError, match="several versions of adt-moodle, which read its provider differently"
    ) as told:
        read(FIVE_LINES.format("darren@yahoo.com"), "/var/www/moodlesmtp")
    assert told.value.advice == "say which: --target 2021, --target 2020"
    found = read(FIVE_LINES.format("darren@yahoo.com"), "/var/www/moodlesmtp", target="2020")
    assert profile_in(found).provider == "gmail"


@pytest.mark.parametrize(("username", "provider"), [("darren@gmail.com", "gmail"), ("0123456789abcdef" * 2, "mailjet")])
def test_a_user_name_tells_which_provider_a_number_meant(username: str, provider: str) -> None:
    assert profile_in(read(FIVE_LINES.format(username), "/var/www/drupalsmtp")).provider == provider


def test_formats_that_read_a_file_differently_are_asked_about() -> None:
    text = "SMTP_HOST='a.example'\nSMTP_PASSWORD='a\\'b'\n"
    with pytest.raises(MisuseError, match="several formats, which read its secret differently"):
        read(text)
    assert read(text, format_name="python-dotenv").found.secret == Secret("a'b")


INFO_04 = """\
cluster: wolverine
config:
    smtp_relay_password: hunter2
    smtp_relay_server: smtp.mailgun.org
name: ramen.mailer
ports:
-   name: smtp
    url: smtp://dotcloud:_|KZ&CKWa[@mailer.ramen.dotcloud.com:1587
type: smtp
"""
INFO_09 = """\
== mailer

type:             smtp
instances:        1
config:
                  smtp_relay_server: smtp.mailgun.org

=== mailer.0
  host:              charizard
  ports
    smtp:  smtp://dotcloud:_|KZ&CKWa[@mailer.ramen.dotcloud.com:1587
"""


@pytest.mark.parametrize("text", [INFO_04, INFO_09, "smtp://dotcloud:_|KZ&CKWa[@mailer.ramen.dotcloud.com:1587"])
def test_what_dotcloud_prints_of_its_relay_is_taken_apart(text: str) -> None:
    imported = read(text)
    profile = profile_in(imported)
    assert (profile.host, profile.port, profile.username) == ("mailer.ramen.dotcloud.com", 1587, "dotcloud")
    assert imported.found.secret == Secret("_|KZ&CKWa[")
    assert "hunter2" not in str(imported)


JOOMLA = """<?php
class JConfig {
	public $db = 'joomla';
	public $password = 'database';
	public $smtphost = 'ssl://mail.example.org:465';
	public $smtpuser = 'fred@gmail.com';
	public $smtppass = 'a\\\\b\\'c';
	public $smtpsecure = 'none';
	public $smtptimeout = '7';
}
"""


def test_a_site_gives_its_mail_settings_and_nothing_else() -> None:
    imported = read(JOOMLA, "/var/www/html/configuration.php")
    assert imported.found.secret == Secret("a\\b'c")
    profile = profile_in(imported)
    assert (profile.host, profile.port, profile.security) == ("mail.example.org", 465, Security.TLS)
    assert imported.found.not_placed == ("line 9, «public $smtptimeout»",)
    assert "database" not in str(imported)


@pytest.mark.parametrize(
    "text",
    [
        "<?php\ndefine('DB_HOST', 'localhost');\ndefine('DB_PASSWORD', 'database');\n",
        "<?php\n$databases['default']['default'] = ['host' => 'db', 'password' => 'database'];\n",
        "DB_HOST=127.0.0.1\nDB_PASSWORD=database\nREDIS_HOST=127.0.0.1\n",
        "hello\n",
        "myhostname = box\nrelayhost =\nsmtpd_banner = hello\n",
        "",
    ],
)
def test_a_file_without_mail_settings_gives_none(text: str) -> None:
    with pytest.raises(ConfigurationError, match="holds no settings of outgoing mail"):
        read(text)


def test_the_database_of_an_env_file_is_not_its_mail_server() -> None:
    imported = read("DB_HOST=127.0.0.1\nDB_PASSWORD=database\nNOTIFY_SMTP_HOST=a.example\nNOTIFY_SMTP_PASS=p\n")
    assert (profile_in(imported).host, imported.found.secret) == ("a.example", Secret("p"))


def test_an_iam_secret_key_in_place_of_an_smtp_password_is_told() -> None:
    imported = read(
        "SMTP_HOST='email-smtp.eu-west-1.amazonaws.com'\nSMTP_USERNAME='AKIAIOSFODNN7EXAMPLE'\n"
        "SMTP_PASSWORD='wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'\n"
    )
    assert profile_in(imported).region == "eu-west-1"
    assert any("IAM secret access key" in notice for notice in imported.found.notices)


def test_no_encryption_is_kept_for_a_server_of_ones_own_and_left_out_for_a_providers() -> None:
    text = "MAIL_HOST={}\nMAIL_PORT=587\nMAIL_ENCRYPTION=null\nMAIL_PASSWORD=hunter2\n"
    assert profile_in(read(text.format("mail.example.org"))).security is Security.NONE
    imported = read(text.format("smtp.gmail.com"))
    assert profile_in(imported).security is None
    assert "«no encryption» was left out: Gmail encrypts" in imported.found.notices


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_other_encodings_and_line_ends_are_read(encoding: str, newline: str) -> None:
    text = newline.join(["MAIL_HOST=mail.example.org", "MAIL_FROM_NAME=Füße", "MAIL_PASSWORD=hunter2", ""])
    profile = profile_in(taken_apart([from_octets(text.encode(encoding), "the file")], CATALOGUE))
    assert (profile.host, profile.from_name) == ("mail.example.org", "Füße")


def test_what_was_read_as_latin_1_is_said() -> None:
    assert "Latin-1" in from_octets(b"\xff=\xe4", "the file").notices[0]


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("<?php\nclass JConfig {\n public $smtphost = ;\n}\n", "configuration.php", "PHP cannot read line 3"),
        ('{"mail": {"transport": "SMTP",\n"options" {}}}', "config.json", "line 2, column 11 is no JSON"),
        ("app:\n  mailer:\n    smtp_host: [a\n", "config.yaml", "line 4 cannot be read"),
    ],
)
def test_a_syntax_error_is_told_with_its_line(text: str, path: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        read(text, path)


def test_a_value_that_no_profile_holds_is_left_out_and_said() -> None:
    imported = read("MAIL_HOST=mail.example.org\nMAIL_FROM_ADDRESS='no address'\nMAIL_PASSWORD=p\n")
    assert profile_in(imported).from_address is None
    assert any(notice.startswith("the from address was left out") for notice in imported.found.notices)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "none", "is not there"), (Path("a\0b"), "no path")):
        with pytest.raises(MisuseError, match=words):
            from_file(path)
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(10 * LARGEST_OCTETS)
    with pytest.raises(MisuseError, match="is larger than 1 MB"):
        from_file(large)


def test_a_large_file_is_read_in_one_go(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# comment\nX_Y=some value\n" * 4_000 + "MAIL_HOST=mail.example.org\nMAIL_PASSWORD=hunter2\n")
    assert profile_in(taken_apart([from_file(path)], CATALOGUE)).host == "mail.example.org"


def test_the_environment_is_read_by_names_that_speak_of_mail() -> None:
    variables = {"MAIL": "/var/mail/fred", "PATH": "/bin", "DB_PASSWORD": "database", "MAIL_HOST": "mail.example.org"}
    nasty = "a'b\"c`d$e\\f "
    imported = taken_apart([from_environment({**variables, "MAIL_PASSWORD": nasty})], CATALOGUE)
    assert (profile_in(imported).host, imported.found.secret) == ("mail.example.org", Secret(nasty))
    imported = taken_apart([from_environment({"SMTP_HOST": "a.example", "SMTP_PASSWORD": nasty})], CATALOGUE)
    assert (imported.format, imported.found.secret) == ("systemd-env", Secret(nasty))
    with pytest.raises(MisuseError, match="speaks of mail"):
        from_environment({"MAIL": "/var/mail/fred"})


def test_a_url_with_a_secret_on_the_command_line_is_warned_about() -> None:
    source = from_url("smtp://u:p@mail.example.org")
    assert source is not None
    assert "smtptui import -" in source.notices[0]
    assert from_url("/etc/msmtprc") is None
    assert from_url("smtp.txt") is None


@pytest.mark.parametrize("name", formats.names())
def test_no_garbage_shows_anything_of_a_secret_or_breaks(name: str) -> None:
    settings = resolve(PULSE, next(one for one in CATALOGUE if one.name == PULSE.provider))
    text = export(name, settings, SECRET, None).files[1 if name in ("postfix", "exim4") else 0].text
    for at in range(0, len(text), max(1, len(text) // 12)):
        for broken in (text[:at], text[at:], text[:at] + "'\"{[<" + text[at:]):
            assert SECRET.reveal() not in _told(broken)


def _told(text: str) -> str:
    try:
        found = read(text).found
        return str((found.notices, found.not_placed))
    except (ConfigurationError, MisuseError) as error:
        return error.message + error.advice


def test_the_login_of_a_postfix_comes_from_its_own_file() -> None:
    main = "relayhost = [mail.example.org]:587\nsmtp_tls_security_level = secure\n"
    table = "[mail.example.org]:587 fred:a b:c\n"
    alone = read(main)
    assert not alone.found.secret
    assert any("/etc/postfix/sasl_passwd" in notice for notice in alone.found.notices)
    both = taken_apart([from_octets(text.encode(), "the file") for text in (main, table)], CATALOGUE)
    assert (profile_in(both).host, profile_in(both).security) == ("mail.example.org", Security.STARTTLS)
    assert (profile_in(both).username, both.found.secret) == ("fred", Secret("a b:c"))
