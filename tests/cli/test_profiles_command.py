"""`smtptui profiles` and `smtptui use`."""

import json
import re
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from smtptui.cli.main import run
from smtptui.model.failure import Failure
from smtptui.model.report import SessionReport
from smtptui.smtp.stage import Stage
from smtptui.store import history
from smtptui.store.history_file import history_path

TEXT = """\
active = "darrensnet"  # for now
[profiles.darrensnet]
provider = "sendpulse"
username = "darren@yahoo.com"
from_address = "notifications-of-all-kinds@darrensnet.com"
secret = "keyring"
[profiles.staging]
provider = "gmail"
[profiles."日本語の\\u200bとても長い名前です"]
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    monkeypatch.setenv("SMTPTUI_CONFIG", str(path))
    return path


def remember(report: SessionReport, ago: timedelta) -> None:
    history.record(report, "probe", datetime.now(UTC) - ago, keep_days=30)


def cells(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in line)


@pytest.mark.usefixtures("config")
def test_a_line_each_with_mark_and_last_result(capsys: pytest.CaptureFixture[str]) -> None:
    remember(SessionReport("darrensnet", "sendpulse", None), timedelta(minutes=2))
    remember(SessionReport("staging", "gmail", None, failure=Failure(Stage.STARTTLS, None, "")), timedelta(hours=23))
    assert run(["profiles"]) == 0
    out = capsys.readouterr().out
    address = "notifications-of-all-kinds@darrensnet.com"
    assert [line.split() for line in out.splitlines()] == [
        ["★", "darrensnet", "sendpulse", address, "✔", "2", "min"],
        ["staging", "gmail", "✘", "23", "h", "starttls"],
        ["日本語の\\u200bとても長い名前です", "custom", "◌", "never", "tried"],
    ]
    assert len({cells(re.split("[✔✘◌]", line)[0]) for line in out.splitlines()}) == 1


@pytest.mark.usefixtures("config")
def test_json_is_one_array(capsys: pytest.CaptureFixture[str]) -> None:
    remember(SessionReport("staging", "gmail", None, failure=Failure(Stage.AUTH, None, "")), timedelta())
    assert run(["profiles", "--json"]) == 0
    first, second, _ = json.loads(capsys.readouterr().out)
    assert first == {
        "profile": "darrensnet",
        "active": True,
        "provider": "sendpulse",
        "username": "darren@yahoo.com",
        "from_address": "notifications-of-all-kinds@darrensnet.com",
        "secret": "keyring",
        "last": None,
    }
    assert (second["active"], second["last"]["ok"], second["last"]["stage"]) == (False, False, "auth")


def test_without_profiles_it_says_what_to_do(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.unlink()
    assert run(["profiles"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "holds no profile yet; `smtptui` opens the form" in err


def test_a_history_that_cannot_be_read_is_a_warning(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = history_path()
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database" * 100)
    assert run(["profiles"]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 3
    assert err.startswith("▲ no last results: ")


def test_what_is_not_known_is_a_warning(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("[profiles.a]\npassword = 'hunter2'\n")
    assert run(["profiles"]) == 0
    out, err = capsys.readouterr()
    assert f"▲ {config}, line 2: profiles.a.password: is not known; a secret never stands in this file" in err
    assert "hunter2" not in out + err


def test_a_configuration_that_cannot_be_used_ends_with_3(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("[profiles.a]\nport = 99999\n")
    assert run(["profiles"]) == 3
    assert capsys.readouterr().err.splitlines() == [
        f"✘ {config}, line 2: profiles.a.port is 99999",
        "  allowed: a whole number from 1 to 65535",
    ]


def test_use_changes_the_active_profile_and_nothing_else(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["use", "staging"]) == 0
    assert config.read_text() == TEXT.replace('active = "darrensnet"', 'active = "staging"')
    out, err = capsys.readouterr()
    assert (out, err) == ("", "staging is the active profile now\n")


def test_use_of_an_unknown_profile_ends_with_3(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["use", "stagign"]) == 3
    assert "did you mean staging?" in capsys.readouterr().err
    assert config.read_text() == TEXT


def test_a_configuration_that_cannot_be_written_ends_with_5(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (config.parent / ".config.toml.lock").mkdir()
    assert run(["use", "staging"]) == 5
    assert "could not be written" in capsys.readouterr().err
