"""Secrets in a real keyring: gnome-keyring, as a desktop runs it."""

import asyncio
import io
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import secretstorage

from smtptui.cli.main import run
from smtptui.errors import SecretError
from smtptui.model.secret_source import SecretKind, SecretSource
from smtptui.secret import Secret
from smtptui.store import vault
from smtptui.store.keyring_door import keyring_status
from tests.real.conftest import require
from tests.real.keyring import running_keyring

pytestmark = pytest.mark.real

KEYRING = SecretSource(SecretKind.KEYRING)
ACCOUNT = ("smtp.example.com", "fred@example.com")
TEXT = """\
active = "mine"
[profiles.mine]  # my own
provider = "custom"
host = "SMTP.example.com"
username = "fred@example.com"
"""


@pytest.fixture(autouse=True)
def _keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    require("dbus-run-session")
    require("dbus-send")
    require("gnome-keyring-daemon")
    with running_keyring(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    monkeypatch.setenv("SMTPTUI_CONFIG", str(path))
    return path


def lock() -> None:
    with closing(secretstorage.dbus_init()) as connection:
        secretstorage.get_default_collection(connection).lock()


def items() -> list[tuple[str, dict[str, str]]]:
    with closing(secretstorage.dbus_init()) as connection:
        found = secretstorage.get_default_collection(connection).get_all_items()
        return [(item.get_label(), item.get_attributes()) for item in found]


async def test_a_secret_is_kept_and_found_and_forgotten() -> None:
    with pytest.raises(SecretError, match="the keyring holds no secret"):
        await vault.fetch(KEYRING, ACCOUNT)
    await vault.store_secret(KEYRING, ACCOUNT, Secret("hunter2"))
    await vault.store_secret(KEYRING, ACCOUNT, Secret("hünter 3"))
    assert await vault.fetch(KEYRING, ACCOUNT) == Secret("hünter 3")
    assert await vault.forget(KEYRING, ACCOUNT)
    assert not await vault.forget(KEYRING, ACCOUNT)
    with pytest.raises(SecretError):
        await vault.fetch(KEYRING, ACCOUNT)


async def test_a_secret_is_found_for_its_own_account_alone() -> None:
    await vault.store_secret(KEYRING, ACCOUNT, Secret("hunter2"))
    for other in (("evil.example", ACCOUNT[1]), (ACCOUNT[0], "mallory"), (ACCOUNT[0], "")):
        with pytest.raises(SecretError, match="the keyring holds no secret"):
            await vault.fetch(KEYRING, other)


async def test_an_account_whose_user_name_is_the_secret_has_an_item_too() -> None:
    await vault.store_secret(KEYRING, (ACCOUNT[0], ""), Secret("token"))
    assert await vault.fetch(KEYRING, (ACCOUNT[0], "")) == Secret("token")


async def test_other_programs_find_the_item_by_its_names() -> None:
    await vault.store_secret(KEYRING, ACCOUNT, Secret("hunter2"))
    [(_, attributes)] = items()
    assert attributes["service"] == "smtptui"
    assert attributes["username"] == "fred@example.com@smtp.example.com"


def test_a_locked_keyring_that_nobody_unlocks_offers_other_places(config: Path) -> None:
    config.write_text(TEXT + 'secret = "keyring"\n')
    asyncio.run(vault.store_secret(KEYRING, ACCOUNT, Secret("hunter2")))
    lock()
    # In a process of its own: keyring 25.7 leaves the bus connection of a collection that stays locked unclosed.
    probe = subprocess.run([sys.executable, "-m", "smtptui", "probe", "--json"], stdout=subprocess.PIPE, check=False)
    message = json.loads(probe.stdout)["error"]["message"]
    assert probe.returncode == 4
    assert message.startswith("the keyring did not open: ")
    assert "unlock it, or keep it elsewhere: env:NAME, file:PATH" in message


def test_the_keyring_is_found() -> None:
    assert (keyring_status().available, keyring_status().name) == (True, "Secret Service")


def test_the_command_line_keeps_it_and_writes_only_the_place(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"hunter2\n")))
    assert run(["secret", "set", "mine"]) == 0
    assert config.read_text() == TEXT + 'secret = "keyring"\n'
    assert stat.S_IMODE(config.stat().st_mode) == 0o600
    assert run(["secret", "where", "mine"]) == 0
    out, err = capsys.readouterr()
    assert out == 'keyring: item "fred@example.com@smtp.example.com" of service "smtptui"\n'
    assert err == "mine: kept in keyring\n"
    assert run(["secret", "forget", "mine"]) == 0
    assert run(["secret", "forget", "mine"]) == 0
    assert capsys.readouterr().err.splitlines() == [
        "mine: its secret is no longer in the keyring",
        "mine: the keyring held no secret for its account",
    ]


def test_another_configuration_cannot_send_it_to_its_own_host(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"hunter2\n")))
    assert run(["secret", "set", "mine"]) == 0
    config.write_text(config.read_text().replace("SMTP.example.com", "127.0.0.1"))
    assert run(["probe", "--json"]) == 4
    report = json.loads(capsys.readouterr().out)
    assert report["error"]["kind"] == "secret"
    assert 'no secret for "fred@example.com" at 127.0.0.1' in report["error"]["message"]
