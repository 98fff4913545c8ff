"""A profile's secret, as both front ends use it."""

from pathlib import Path

import pytest

from smtptui import providers
from smtptui.core import secrets
from smtptui.errors import ConfigurationError, SecretError
from smtptui.model.endpoint import Endpoint
from smtptui.model.secret_source import SecretSource
from smtptui.model.settings import Settings
from smtptui.secret import Secret
from smtptui.smtp.security import Security


def settings(source: str | None, username: str | None = "fred", *, secret_is_username: bool = False) -> Settings:
    return Settings(
        profile="home",
        provider="custom",
        endpoint=Endpoint("SMTP.example.com", 587, Security.STARTTLS),
        username=username,
        secret_is_username=secret_is_username,
        secret_source=SecretSource.parse(source) if source else None,
    )


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.touch(mode=0o600)
    return path


async def test_nothing_is_read_before_it_is_asked_for(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = secrets.fetcher(settings("env:MY_SECRET"), config)
    monkeypatch.setenv("MY_SECRET", "hunter2")
    assert await fetch() == Secret("hunter2")


async def test_a_profile_without_a_place_says_how_to_give_it_one(config: Path) -> None:
    with pytest.raises(SecretError) as caught:
        await secrets.fetcher(settings(None), config)()
    assert caught.value.advice == "`smtptui secret set 'home'` asks for it"
    assert secrets.where(settings(None), config) == "nowhere yet: the profile names no place"


async def test_a_secret_is_kept_where_the_profile_says(config: Path) -> None:
    kept = settings("file:secret")
    secrets.check_place(kept, config)
    assert await secrets.keep(kept, Secret("hunter2"), config) == kept.secret_source
    assert await secrets.fetcher(kept, config)() == Secret("hunter2")


async def test_a_sealed_file_is_never_overwritten_in_clear(config: Path) -> None:
    path = config.parent / "sealed"
    source = secrets.keep_sealed(settings(None), Secret("hunter2"), Secret("correct horse"), path)
    with pytest.raises(SecretError, match="is sealed with a passphrase"):
        secrets.check_place(settings(str(source)), config)
    with pytest.raises(SecretError, match="is sealed with a passphrase"):
        await secrets.keep(settings(str(source)), Secret("fisher3"), config)
    assert "fisher3" not in path.read_text()


async def test_a_sealed_file_opens_whatever_the_case_of_the_host(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTPTUI_PASSPHRASE", "correct horse")
    source = secrets.keep_sealed(settings(None), Secret("hunter2"), Secret("correct horse"), config.parent / "sealed")
    assert await secrets.fetcher(settings(str(source)), config)() == Secret("hunter2")


def test_without_a_user_name_there_is_nothing_to_keep(config: Path) -> None:
    with pytest.raises(ConfigurationError, match="no user name"):
        secrets.check_place(settings("file:x", username=None), config)
    secrets.check_place(settings("file:x", username=None, secret_is_username=True), config)


@pytest.mark.parametrize("sealed", [None, Path("/x")])
def test_an_open_configuration_is_refused_before_anybody_types(config: Path, sealed: Path | None) -> None:
    config.chmod(0o666)
    with pytest.raises(SecretError, match="others can write"):
        secrets.check_place(settings("file:x"), config, sealed)


def test_a_place_that_is_only_read_is_refused_before_anybody_types(config: Path) -> None:
    with pytest.raises(SecretError, match="only reads this place"):
        secrets.check_place(settings("env:MY_SECRET"), config)
    secrets.check_place(settings("env:MY_SECRET"), config, config.parent / "sealed")


def test_pasting_forgives_blanks_around_and_google_s_groups() -> None:
    gmail = providers.load("gmail").secret
    assert secrets.tidied(Secret(" abcd efgh ijkl mnop\n"), gmail) == secrets.Tidied(
        Secret("abcdefghijklmnop"), ("blanks around it were left out", "the blanks within it were left out")
    )
    assert secrets.tidied(Secret("correct horse"), None) == secrets.Tidied(Secret("correct horse"), ())


def test_an_odd_shape_is_only_remarked_on() -> None:
    tidy = secrets.tidied(Secret("hunter2"), providers.load("gmail").secret)
    assert tidy.secret == Secret("hunter2")
    assert len(tidy.notices) == 1
    assert "hunter2" not in tidy.notices[0]
