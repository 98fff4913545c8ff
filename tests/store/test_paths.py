"""Where the operator's files stand."""

from pathlib import Path

import pytest

from smtptui.errors import ConfigurationError
from smtptui.store.paths import config_path, providers_folder, state_folder


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMTPTUI_CONFIG", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/fred")
    monkeypatch.setattr("sys.platform", "linux")


def test_the_option_comes_before_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTPTUI_CONFIG", "/variable.toml")
    assert config_path("/option.toml") == Path("/option.toml")
    assert config_path() == Path("/variable.toml")


def test_a_tilde_in_the_option_is_the_home_folder() -> None:
    assert config_path("~/mine.toml") == Path("/home/fred/mine.toml")


def test_without_either_it_stands_in_the_configuration_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    assert config_path() == Path("/home/fred/.config/smtptui/config.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/xdg")
    assert config_path() == Path("/xdg/smtptui/config.toml")


def test_a_relative_xdg_folder_is_ignored_as_its_specification_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "state")
    assert state_folder() == Path("/home/fred/.local/state/smtptui")
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert state_folder() == Path("/state/smtptui")


def test_a_mac_keeps_it_where_macs_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    assert config_path() == Path("/home/fred/Library/Application Support/smtptui/config.toml")


def test_own_providers_stand_beside_the_configuration() -> None:
    assert providers_folder(Path("/etc/smtptui.toml")) == Path("/etc/providers")


def test_a_user_without_a_home_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_home() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", no_home)
    with pytest.raises(ConfigurationError) as caught:
        config_path()
    assert "--config" in caught.value.advice
