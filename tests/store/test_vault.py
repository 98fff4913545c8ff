"""A secret from wherever its profile says."""

import os
import stat
from pathlib import Path

import pytest

from smtptui.errors import SecretError, WriteError
from smtptui.model.secret_source import SecretSource
from smtptui.secret import Secret
from smtptui.store import sealed, vault
from smtptui.store.keyring_door import keyring_status

ACCOUNT = ("smtp.example.com", "fred@example.com")


def source(text: str) -> SecretSource:
    return SecretSource.parse(text)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    tmp_path.chmod(0o700)
    path = tmp_path / "config.toml"
    path.touch(mode=0o600)
    return path


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    path.write_bytes(b"hunter2\n")
    return path


def put(path: Path, octets: bytes) -> None:
    path.write_bytes(octets)


def set_mode(path: Path, mode: int) -> None:
    path.chmod(mode)


def move_to(path: Path, target: Path) -> None:
    """Make a link of `path`, to where it then stands."""
    target.parent.mkdir()
    path.rename(target)
    path.symlink_to(target)


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")


async def test_a_variable_gives_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_SECRET", "hünter2")
    assert await vault.fetch(source("env:MY_SECRET"), ACCOUNT) == Secret("hünter2")


@pytest.mark.parametrize("value", [None, ""])
async def test_a_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("MY_SECRET", raising=False)
    if value is not None:
        monkeypatch.setenv("MY_SECRET", value)
    with pytest.raises(SecretError, match="the environment variable MY_SECRET is not set"):
        await vault.fetch(source("env:MY_SECRET"), ACCOUNT)


@pytest.mark.parametrize(
    ("octets", "secret"),
    [
        (b"hunter2", "hunter2"),
        (b"hunter2\n", "hunter2"),
        (b"hunter2\r\n", "hunter2"),
        (b" hunter 2 \n", " hunter 2 "),
        (b"\xef\xbb\xbfh\xc3\xbcnter", "hünter"),
    ],
)
async def test_a_file_gives_its_line(config: Path, secret_file: Path, octets: bytes, secret: str) -> None:
    put(secret_file, octets)
    assert await vault.fetch(source(f"file:{secret_file}"), ACCOUNT, config_path=config) == Secret(secret)


@pytest.mark.parametrize(
    ("octets", "fault"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"hunter2\nuser: fred\n", "has more than one line"),
        (b"hunter2\n\n", "has more than one line"),
        (b"hunter2\0", "has more than one line"),
        (b"hunter2\xff", "is not UTF-8"),
        (b"hunter2" * 10_000, "gives more than 64 KiB"),
    ],
)
async def test_a_file_without_one_line_is_refused(config: Path, secret_file: Path, octets: bytes, fault: str) -> None:
    put(secret_file, octets)
    with pytest.raises(SecretError) as caught:
        await vault.fetch(source(f"file:{secret_file}"), ACCOUNT, config_path=config)
    assert caught.value.message == f"{secret_file} {fault}"
    assert "hunter2" not in str(caught.value.__cause__) + str(caught.value.__context__)


async def test_a_file_is_found_from_home_and_beside_the_configuration(
    config: Path, secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(secret_file.parent))
    assert await vault.fetch(source("file:~/secret"), ACCOUNT, config_path=config) == Secret("hunter2")
    assert await vault.fetch(source("file:secret"), ACCOUNT, config_path=config) == Secret("hunter2")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o611])
async def test_a_file_that_is_open_to_others_is_refused_with_the_cure(
    config: Path, secret_file: Path, mode: int
) -> None:
    set_mode(secret_file, mode)
    with pytest.raises(SecretError) as caught:
        await vault.fetch(source(f"file:{secret_file}"), ACCOUNT, config_path=config)
    assert caught.value.message == f"{secret_file} is open to others (mode {mode:04o})"
    assert caught.value.advice == f"run: chmod 600 '{secret_file}'"


async def test_a_file_that_is_none_is_refused_at_once(config: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe", 0o600)
    for name, fault in (("pipe", "is not a regular file"), (".", "Is a directory"), ("none", "cannot be read")):
        with pytest.raises(SecretError, match=fault):
            await vault.fetch(source(f"file:{tmp_path / name}"), ACCOUNT, config_path=config)


@pytest.mark.parametrize("text", ["file:secret", "command:printf hunter2"])
@pytest.mark.parametrize("spoiled", ["config.toml", "."])
@pytest.mark.parametrize("mode", [0o722, 0o720, 0o702])
async def test_a_configuration_that_others_can_write_names_no_file_and_no_command(
    config: Path, secret_file: Path, text: str, spoiled: str, mode: int
) -> None:
    place = config.parent / spoiled
    place.chmod(mode)
    with pytest.raises(SecretError) as caught:
        await vault.fetch(source(text), ACCOUNT, config_path=config)
    kind = text.partition(":")[0]
    assert caught.value.message == f"{kind}: is refused, because others can write {place}"
    assert caught.value.advice == f"run: chmod go-w '{place}'"


async def test_behind_a_link_the_target_counts_too(config: Path, tmp_path: Path, secret_file: Path) -> None:
    target = tmp_path / "shared" / "config.toml"
    move_to(config, target)
    set_mode(target.parent, 0o777)
    with pytest.raises(SecretError, match=f"others can write {target.parent}"):
        await vault.fetch(source("file:secret"), ACCOUNT, config_path=config)
    # Where nobody may replace a file of somebody else's, as in /tmp, the folder may be open.
    set_mode(target.parent, 0o1777)
    assert await vault.fetch(source("file:secret"), ACCOUNT, config_path=config) == Secret("hunter2")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
async def test_somebody_elses_configuration_runs_no_command_for_root(config: Path) -> None:
    os.chown(config, 1234, 1234)
    with pytest.raises(SecretError) as caught:
        await vault.fetch(source("command:printf x"), ACCOUNT, config_path=config)
    assert "chown 0" in caught.value.advice


async def test_a_variable_is_read_whoever_can_write_the_configuration(
    config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_mode(config, 0o666)
    monkeypatch.setenv("MY_SECRET", "x")
    assert await vault.fetch(source("env:MY_SECRET"), ACCOUNT, config_path=config) == Secret("x")


async def test_a_secret_is_written_to_its_file_for_the_owner_alone(config: Path, tmp_path: Path) -> None:
    place = source("file:deep/secret")
    await vault.store_secret(place, ACCOUNT, Secret("hünter2"), config_path=config)
    assert stat.S_IMODE((tmp_path / "deep" / "secret").stat().st_mode) == 0o600
    assert await vault.fetch(place, ACCOUNT, config_path=config) == Secret("hünter2")


async def test_a_secret_that_cannot_be_written_is_told(config: Path, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not a regular file"):
        await vault.store_secret(source(f"file:{tmp_path}"), ACCOUNT, Secret("x"), config_path=config)


@pytest.mark.parametrize(("text", "advice"), [("env:MY_SECRET", "MY_SECRET"), ("command:pass show x", "program")])
async def test_places_that_are_only_read_say_what_to_do(text: str, advice: str) -> None:
    with pytest.raises(SecretError) as caught:
        await vault.store_secret(source(text), ACCOUNT, Secret("x"))
    assert advice in caught.value.advice
    with pytest.raises(SecretError) as caught:
        await vault.forget(source(text), ACCOUNT)
    assert advice in caught.value.advice


async def test_a_file_is_left_to_its_owner_to_remove() -> None:
    with pytest.raises(SecretError, match="does not empty this place"):
        await vault.forget(source("file:/x"), ACCOUNT)


def test_where_tells_the_place_without_reading_it(
    config: Path, secret_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_SECRET", "hunter2")
    places = {
        "keyring": 'keyring: item "fred@example.com@smtp.example.com" of service "smtptui"',
        "env:MY_SECRET": "environment variable MY_SECRET, set here",
        "env:NO_SECRET": "environment variable NO_SECRET, not set here",
        "file:secret": f"file {secret_file}, there",
        "file:/none": "file /none, not there",
        "command:pass show smtp": "what command:pass … prints",
        "command:my-vault": "what command:my-vault prints",
    }
    assert {text: vault.where(source(text), ACCOUNT, config_path=config) for text in places} == places


@pytest.mark.usefixtures("no_keyring")
async def test_a_machine_without_a_keyring_offers_the_other_places() -> None:
    for attempt in (
        vault.fetch(source("keyring"), ACCOUNT),
        vault.store_secret(source("keyring"), ACCOUNT, Secret("hunter2")),
        vault.forget(source("keyring"), ACCOUNT),
    ):
        with pytest.raises(SecretError) as caught:
            await attempt
        assert caught.value.message.startswith("this machine has no keyring that can be used")
        assert all(place in caught.value.advice for place in ("env:NAME", "file:PATH", "command:COMMAND", "--sealed"))


@pytest.mark.usefixtures("no_keyring")
async def test_what_keyring_itself_would_choose_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    with pytest.raises(SecretError, match="this machine has no keyring"):
        await vault.store_secret(source("keyring"), ACCOUNT, Secret("hunter2"))


@pytest.mark.usefixtures("no_keyring")
def test_the_keyrings_status_says_why_there_is_none() -> None:
    status = keyring_status()
    assert not status.available
    assert status.reason.startswith("this machine has no keyring that can be used: ")


async def test_a_sealed_file_opens_with_its_passphrase(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sealed"
    vault.store_sealed(path, ACCOUNT, Secret("hünter2"), Secret("correct horse"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "hünter2" not in path.read_text()
    monkeypatch.setenv("SMTPTUI_PASSPHRASE", "correct horse")
    assert await vault.fetch(source("file:sealed"), ACCOUNT, config_path=config) == Secret("hünter2")


async def test_a_sealed_file_without_anybody_to_ask_says_so(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMTPTUI_PASSPHRASE", raising=False)
    vault.store_sealed(tmp_path / "sealed", ACCOUNT, Secret("x"), Secret("y"))
    with pytest.raises(SecretError) as caught:
        await vault.fetch(source("file:sealed"), ACCOUNT, config_path=config)
    assert "SMTPTUI_PASSPHRASE" in caught.value.advice


@pytest.mark.parametrize(
    ("passphrase", "account"),
    [("wrong", ACCOUNT), ("right", ("evil.example", ACCOUNT[1])), ("right", (ACCOUNT[0], "mallory"))],
)
def test_a_sealed_secret_opens_for_its_own_account_alone(passphrase: str, account: tuple[str, str]) -> None:
    text = sealed.seal(Secret("hunter2"), Secret("right"), ACCOUNT)
    with pytest.raises(SecretError, match="passphrase is not right, or the file was sealed for another"):
        sealed.unseal(text, Secret(passphrase), account)


@pytest.mark.parametrize("text", ["smtptui-sealed-1 ", "smtptui-sealed-1 AAAA", "smtptui-sealed-1 ?!"])
def test_a_damaged_sealed_secret_is_called_so(text: str) -> None:
    with pytest.raises(SecretError, match="damaged"):
        sealed.unseal(text, Secret("right"), ACCOUNT)


def test_two_sealings_of_a_secret_share_nothing() -> None:
    first, second = (sealed.seal(Secret("hunter2"), Secret("right"), ACCOUNT) for _ in range(2))
    assert first[: len("smtptui-sealed-1 ")] == second[: len("smtptui-sealed-1 ")]
    assert first[17:25] != second[17:25]
