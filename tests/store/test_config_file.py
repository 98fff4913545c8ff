"""config.toml read and checked."""

import subprocess
import sys
from pathlib import Path

import pytest

from smtptui.errors import ConfigurationError
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.smtp.security import Security
from smtptui.store import config_file
from smtptui.store.fields import _READERS, KEYS
from tests.store.ordinary import open_folder, ordinary_user

PATH = Path("/etc/smtptui/config.toml")
OPENSSL = "sha256 Fingerprint=" + ":".join(["AB", "0F"] * 16)


def refused(source: str) -> ConfigurationError:
    with pytest.raises(ConfigurationError) as caught:
        config_file.parse(source, PATH, {"custom", "gmail", "ses"}.__contains__)
    return caught.value


def profile(line: str) -> Profile:
    return config_file.parse(f"[profiles.a]\n{line}\n", PATH).profiles["a"]


def test_every_key_of_a_profile_is_read() -> None:
    source = f"""
        active = "darrensnet"
        [profiles.darrensnet]
        provider = "ses"
        username = "AKIA1"
        from_address = "notifications@darrensnet.com"
        from_name = "Darren's social network"
        to_address = "webmaster@darrensnet.com"
        secret = "command:pass show smtp"
        region = "eu-west-1"
        host = "smtp.example.com"
        port = 587
        security = "starttls"
        mechanism = "scram-sha-256"
        ehlo_name = "build.example.com"
        ca_file = "/etc/ssl/private-ca.pem"
        tls_fingerprint = "{OPENSSL}"
        address_family = "ipv6"
        group = "staging"
        [ui]
        theme = "dark"
        [keys]
        probe = "f5"
        [history]
        keep_days = 30
        [deployments.web]
        formats = ["msmtp"]
        [relay]
        instance = "/etc/postfix-out"
    """
    configuration = config_file.parse(source, PATH)
    assert configuration.profiles["darrensnet"] == Profile(
        name="darrensnet",
        provider="ses",
        username="AKIA1",
        from_address="notifications@darrensnet.com",
        from_name="Darren's social network",
        to_address="webmaster@darrensnet.com",
        secret=SecretSource(SecretKind.COMMAND, "pass show smtp"),
        region="eu-west-1",
        host="smtp.example.com",
        port=587,
        security=Security.STARTTLS,
        mechanism="scram-sha-256",
        ehlo_name="build.example.com",
        ca_file="/etc/ssl/private-ca.pem",
        tls_fingerprint="sha256:" + "ab0f" * 16,
        address_family=AddressFamily.IPV6,
        group="staging",
    )
    assert configuration.active == "darrensnet"
    assert configuration.ui == {"theme": "dark"}
    assert configuration.keys == {"probe": "f5"}
    assert configuration.keep_days == 30
    assert configuration.deployments == {"web": {"formats": ["msmtp"]}}
    assert configuration.relay_instance == Path("/etc/postfix-out")
    assert configuration.providers_folder == Path("/etc/smtptui/providers")
    assert configuration.warnings == ()


def test_every_key_of_the_model_has_a_reader() -> None:
    assert set(_READERS) == set(KEYS)


def test_an_absent_file_is_an_empty_configuration(tmp_path: Path) -> None:
    configuration = config_file.load(tmp_path / "none" / "config.toml")
    assert (configuration.profiles, configuration.active, configuration.keep_days) == ({}, None, 365)


def test_profiles_keep_the_order_of_the_file() -> None:
    configuration = config_file.parse("[profiles.z]\n[profiles.a]\n[profiles.m]\n", PATH)
    assert list(configuration.profiles) == ["z", "a", "m"]


def test_an_empty_text_means_not_set() -> None:
    assert profile('host = ""\nprovider = ""\nsecret = ""') == Profile("a")


@pytest.mark.parametrize(
    ("line", "problem", "allowed"),
    [
        ("port = 0", "port is 0", "1 to 65535"),
        ("port = 99999", "port is 99999", "1 to 65535"),
        ("port = -1", "port is -1", "1 to 65535"),
        ("port = true", "port is true", "1 to 65535"),
        ("port = 58.7", "port is 58.7", "1 to 65535"),
        ('port = "587"', 'port is the text "587"', "without quotes"),
        ("port = [587]", "port is [587]", "1 to 65535"),
        ('security = "ssl"', 'security is "ssl"', "tls, starttls, none"),
        ("security = ['tls']", "security is", "tls, starttls, none"),
        ('mechanism = "PLAIN"', 'mechanism is "PLAIN"', "auto, plain, login"),
        ('address_family = "ipv5"', 'address_family is "ipv5"', "any, ipv4, ipv6"),
        ("username = 5", "username is no text", "in quotes"),
        ('username = "a\\r\\nRSET"', "username holds a line end", "one line"),
        ('from_name = "a\\u0000"', "from_name holds a line end", "one line"),
        ('group = "a\\u2028b"', "group holds a line end", "one line"),
        ('region = "\\u009b31m"', "region holds a line end", "one line"),
        ('from_address = "fred"', "from_address has no @", "name@example.com"),
        ('to_address = "a@b.c, d@e.f"', "to_address has", "name@example.com"),
        ('host = "smtp://example.com"', "host is no host name", "without scheme"),
        ('host = "example.com:587"', "host is no host name", "without scheme, port"),
        ('host = "[::1]"', "host is no host name", "brackets"),
        ('host = "a b"', "host is no host name", "a host name"),
        ('host = "a..b"', "host is no host name", "a host name"),
        (f'host = "{"a." * 130}b"', "host has more than 253 octets", "a host name"),
        ('host = "xn--\\u00fc.example"', "host has a name that cannot be written in DNS", "a host name"),
        ('ehlo_name = "[here]"', "ehlo_name is no host name", "a host name"),
        ('tls_fingerprint = "sha256:ab"', "tls_fingerprint is no fingerprint", "64 hexadecimal digits"),
        ('tls_fingerprint = "sha1:abcd"', "tls_fingerprint is no fingerprint", "64 hexadecimal digits"),
        ('provider = "gmial"', 'provider names no provider that is known: "gmial"', "smtptui providers"),
        ("provider = 1", "provider is no text", "in quotes"),
    ],
)
def test_a_wrong_value_is_named_with_line_key_and_what_is_allowed(line: str, problem: str, allowed: str) -> None:
    error = refused(f"# mine\n[profiles.a]\nnote = 'x'\n\n{line}\n")
    assert error.message.startswith(f"{PATH}, line 5: profiles.a.{problem}")
    assert allowed in error.advice


def test_a_key_that_stands_twice_is_no_toml() -> None:
    error = refused("[profiles.a]\ngroup = 'x'\ngroup = 'y'\n")
    assert error.message.startswith(f"{PATH}, line 3, column ")


@pytest.mark.parametrize("text", ["hunter2", "hunter2:x", "env:hunter2=1", "keyring:hunter2", "file:", "command:  "])
def test_what_stands_for_a_secret_is_never_repeated(text: str) -> None:
    error = refused(f'[profiles.a]\nsecret = "{text}"\n')
    assert error.message.startswith(f"{PATH}, line 2: profiles.a.secret is not usable")
    assert "hunter2" not in error.message + error.advice
    assert "keyring, env:NAME, file:PATH, command:COMMAND" in error.advice


@pytest.mark.parametrize("value", ["5", "['hunter2']", '"command:a\\nb"'])
def test_a_secret_that_is_no_line_of_text_is_refused(value: str) -> None:
    error = refused(f"[profiles.a]\nsecret = {value}\n")
    assert "profiles.a.secret is not usable" in error.message
    assert "hunter2" not in error.message


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("profiles = 5\n", "line 1: profiles is no table"),
        ("[profiles]\na = 5\n", "line 2: profiles.a is no table"),
        ("\n[[profiles]]\n", "line 2: profiles is no table"),
        ("ui = 'dark'\n", "line 1: ui is no table"),
        ("active = 5\n", "line 1: active is no text"),
        ("[history]\nkeep_days = -1\n", "line 2: history.keep_days is no number of days"),
        ("[history]\nkeep_days = true\n", "line 2: history.keep_days is no number of days"),
        ("[keys]\n'a b' = 1\n", 'line 2: keys."a b" is no text'),
        ("[profiles.'']\n", 'line 1: profiles."" is empty'),
        ('[profiles."a\\u0007"]\n', 'line 1: profiles."a␇" holds a line end'),
        ("profiles.a.port = 0\n", "line 1: profiles.a.port is 0"),
        ("profiles = { a = { group = 'x', port = 0 } }\n", "line 1: profiles.a.port is 0"),
        ("[profiles]\na.port = 0\n", "line 2: profiles.a.port is 0"),
        ("[ui]\nx = '''\n[profiles.a]\nport = 0\n'''\n[profiles.a]\nport = 0", "line 7: profiles.a.port is 0"),
    ],
)
def test_a_wrong_table_is_named_however_it_is_written(source: str, words: str) -> None:
    assert refused(source).message.startswith(f"{PATH}, {words}")


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('active = "a\n', "line 1, column 12: is not TOML"),
        ("a = 1\nb ? 2\n", "line 2, column 3: is not TOML"),
        ("a = 1\nb = [1,\n", "line 2, column 9: is not TOML"),
        ("a = 1979-13-01\n", "line 1, column"),
        ('a = "\x00"\n', "line 1, column 6: is not TOML"),
    ],
)
def test_what_is_no_toml_is_named_with_line_and_column(source: str, place: str) -> None:
    error = refused(source)
    assert error.message.startswith(f"{PATH}, {place}")
    assert error.message.isprintable()
    assert "nothing is written" in error.advice


def test_a_number_of_ten_thousand_digits_is_an_error_like_others() -> None:
    assert "is not TOML" in refused(f"a = {'9' * 10_000}\n").message


def test_a_bottomless_table_is_an_error_like_others() -> None:
    assert "nested too deep" in refused("a = " + "[" * 100_000).message


@pytest.mark.parametrize("name", ["Darrens Netz", "почта", "a.b", "-x", '"', "日本"])
def test_a_profile_may_have_any_name(name: str) -> None:
    quoted = name.replace('"', '\\"')
    assert list(config_file.parse(f'[profiles."{quoted}"]\n', PATH).profiles) == [name]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("host", "smtp.bücher.example"),
        ("host", "::1"),
        ("host", "192.0.2.7"),
        ("host", "smtp.example.com."),
        ("host", "localhost"),
        ("ehlo_name", "[IPv6:2001:db8::1]"),
        ("ehlo_name", "[192.0.2.7]"),
        ("from_address", "фред@почта.example"),
        ("from_name", "Zoë 👩‍💻"),
        ("username", "δοκιμή"),
    ],
)
def test_other_scripts_and_literals_are_fine(key: str, value: str) -> None:
    assert getattr(profile(f'{key} = "{value}"'), key) == value


def test_unknown_keys_are_warnings_with_their_line() -> None:
    source = "colour = 1\n[profiles.a]\nhots = 'x'\npassword = 'hunter2'\n[history]\nkeep = 1\n[plugins.x]\n"
    warnings = config_file.parse(source, PATH).warnings
    assert [warning.partition(" is not known")[0] for warning in warnings] == [
        f"{PATH}, line 1: colour:",
        f"{PATH}, line 7: plugins:",
        f"{PATH}, line 3: profiles.a.hots:",
        f"{PATH}, line 4: profiles.a.password:",
        f"{PATH}, line 6: history.keep:",
    ]
    assert "smtptui secret set" in warnings[3]
    assert "hunter2" not in "".join(warnings)


def test_an_active_profile_that_is_gone_is_a_warning() -> None:
    configuration = config_file.parse('active = "b"\n[profiles.a]\n', PATH)
    assert configuration.warnings == (f'{PATH}, line 1: active: there is no profile "b"',)
    assert configuration.active == "b"


def test_a_provider_is_asked_for_once() -> None:
    asked: list[str] = []

    def exists(name: str) -> bool:
        asked.append(name)
        return True

    config_file.parse("[profiles.a]\nprovider='ses'\n[profiles.b]\nprovider='ses'\n", PATH, exists)
    assert asked == ["ses"]


def test_windows_line_ends_and_byte_order_marks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[profiles.a]\r\nport = 25\r\n")
    assert config_file.load(path).profiles["a"].port == 25


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"[profiles.a]\nfrom_name = 'Zo\xeb'\n")
    with pytest.raises(ConfigurationError) as caught:
        config_file.load(path)
    assert caught.value.message == f"{path}, line 2: is not UTF-8"


def test_a_folder_in_the_files_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="Is a directory"):
        config_file.load(tmp_path)


def test_a_file_that_may_not_be_read_is_an_error() -> None:
    with open_folder() as folder, ordinary_user():
        path = folder / "config.toml"
        path.touch(mode=0o000)
        with pytest.raises(ConfigurationError, match="Permission denied"):
            config_file.load(path)


def test_an_endless_file_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match="more than 64 MiB"):
        config_file.load(Path("/dev/zero"))


def test_reading_loads_no_library_that_only_writing_needs(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[profiles.a]\nprovider = 'custom'\nsecret = 'env:X'\nfrom_address = 'a@example.com'\n")
    program = (
        "import sys, pathlib\n"
        "from smtptui.store import config_file, profile_edit, vault\n"
        f"config_file.load(pathlib.Path({str(path)!r}), lambda name: True)\n"
        "print([name for name in sys.argv[1:] if name in sys.modules])\n"
    )
    unwanted = ["tomlkit", "keyring", "filelock", "cryptography", "idna", "sqlite3", "getpass", "termios"]
    ran = subprocess.run([sys.executable, "-c", program, *unwanted], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
