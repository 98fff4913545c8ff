"""Our own configuration, read back by our own loader."""

from pathlib import Path

import pytest

from smtptui import formats
from smtptui.core.exporting.export import export
from smtptui.core.exporting.places import beside
from smtptui.core.exporting.writing import write
from smtptui.formats._base import CannotHoldError
from smtptui.formats._verify import rendered
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.store import config_file, vault
from tests.formats.nasty import GOOD

CONFIG = """# ours
active = "other"

# kept
[profiles.other]
host = "other.example.net"   # kept
x-note = "kept"

[profiles.darrensnet]
port = 25        # was here before
group = "staging"
region = "eu-west-1"
secret = "keyring"

[ui]
theme = "dark"
"""
SETTINGS = Settings(
    profile="my mail/1",
    provider="sendpulse",
    endpoint=Endpoint("mail.example.net", 587, Security.STARTTLS),
    username="fred",
    secret_source=SecretSource(SecretKind.ENV, "MAIL_SECRET"),
    mechanism="plain",
    from_address="fred@example.com",
    address_family=AddressFamily.IPV4,
)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_not_ours_keeps_every_byte(newline: str) -> None:
    values = GOOD._replace(secret_source="keyring")
    edited = rendered("toml", formats.load("toml"), values, existing=CONFIG.replace("\n", newline))
    lines = edited.split(newline)
    assert lines[:7] == CONFIG.split("\n")[:7]
    assert "port = 587        # was here before" in lines
    assert 'group = "staging"' in lines
    assert not any("region" in line for line in lines)
    assert edited.endswith(f'[ui]{newline}theme = "dark"{newline}')
    assert edited.count("\n") == edited.count(newline)
    assert rendered("toml", formats.load("toml"), values, existing=edited) == edited


def test_our_own_loader_reads_the_profile_and_no_secret_is_there(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    exported = export("toml", SETTINGS, None, None, beside(path, formats.load("toml")))
    assert [one.path for one in exported.files] == [path]
    write(exported.files[0])
    profile = config_file.load(path).profiles["my mail/1"]
    assert (profile.host, profile.port, profile.security) == ("mail.example.net", 587, Security.STARTTLS)
    assert (profile.username, profile.mechanism, profile.address_family) == ("fred", "plain", AddressFamily.IPV4)
    assert profile.secret == SETTINGS.secret_source


@pytest.mark.parametrize("secret_is_username", [False, True])
async def test_the_secret_that_was_asked_for_stands_beside_it(secret_is_username: bool, tmp_path: Path) -> None:
    path, secret = tmp_path / "config.toml", Secret("a 'b' ")
    settings = SETTINGS._replace(username=None if secret_is_username else "fred", secret_is_username=secret_is_username)
    exported = export("toml", settings, secret, "with-secret", beside(path, formats.load("toml")))
    for file in exported.files:
        write(file)
    profile = config_file.load(path).profiles["my mail/1"]
    assert secret.reveal() not in path.read_text()
    assert profile.username == settings.username
    assert profile.secret is not None
    assert await vault.fetch(profile.secret, ("mail.example.net", "fred"), config_path=path) == secret
    assert (tmp_path / "my%20mail%2F1.secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a = [1\n", "this is no TOML"),
        ("profiles = 5\n", "profiles is no table"),
        ("profiles.darrensnet = 5\n", "profiles is no table"),
    ],
)
def test_what_cannot_be_edited_rightly_is_refused(text: str, words: str) -> None:
    with pytest.raises(CannotHoldError, match=words):
        rendered("toml", formats.load("toml"), GOOD, existing=text)
