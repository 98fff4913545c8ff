"""The saved profiles, as both front ends use them."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from smtptui.core import profiles
from smtptui.errors import ConfigurationError, WriteError
from smtptui.model.report import SessionReport
from smtptui.store import history
from smtptui.store.history_file import history_path

TEXT = """\
active = "staging"
[profiles.staging]
provider = "gmail"
secret = "command:pass show hunter2"
[profiles.invoices]
provider = "postmark"
username = "a-token-that-is-the-secret"
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path = tmp_path / "config.toml"
    path.write_text(TEXT)
    return path


def remember(name: str) -> None:
    report = SessionReport(name, "gmail", None)
    history.record(report, "probe", datetime(2026, 11, 21, 12, tzinfo=UTC), keep_days=9999)


def test_without_a_name_it_is_the_active_one(path: Path) -> None:
    configuration = profiles.load(path)
    assert profiles.get(configuration, None).name == "staging"
    assert profiles.get(configuration, "invoices").name == "invoices"


def test_an_unknown_name_is_answered_with_near_ones(path: Path) -> None:
    with pytest.raises(ConfigurationError) as caught:
        profiles.get(profiles.load(path), "stagign")
    assert caught.value.message == 'there is no profile "stagign"'
    assert caught.value.advice == "did you mean staging? `smtptui profiles` lists them"


def test_with_none_active_one_is_proposed(path: Path) -> None:
    path.write_text(TEXT.replace("active", "# active"))
    with pytest.raises(ConfigurationError) as caught:
        profiles.get(profiles.load(path), None)
    assert caught.value.advice == "name one, or choose: smtptui use 'staging'"


def test_with_none_saved_the_form_is_proposed(path: Path) -> None:
    path.unlink()
    with pytest.raises(ConfigurationError, match="holds no profile yet"):
        profiles.get(profiles.load(path), None)


def test_a_provider_outside_the_catalogue_is_refused_unless_the_operator_added_it(path: Path) -> None:
    path.write_text("[profiles.a]\nprovider = 'my-relay'\n")
    with pytest.raises(ConfigurationError, match=r"line 2: profiles\.a\.provider names no provider that is known"):
        profiles.load(path)
    folder = path.parent / "providers"
    folder.mkdir()
    (folder / "my-relay.toml").write_text('title = "My relay"\nkind = "relay"\n')
    assert profiles.load(path).profiles["a"].provider == "my-relay"


def test_a_list_tells_the_active_one_and_each_last_session(path: Path) -> None:
    remember("invoices")
    listed = profiles.listed(profiles.load(path), profiles.last_results())
    assert [(one.profile.name, one.active, one.last and one.last.outcome) for one in listed] == [
        ("staging", True, None),
        ("invoices", False, "passed"),
    ]


def test_a_description_holds_no_command_and_no_user_name_that_is_the_secret(path: Path) -> None:
    remember("invoices")
    configuration = profiles.load(path)
    listed = profiles.listed(configuration, profiles.last_results())
    assert [profiles.described(one, configuration.providers_folder) for one in listed] == [
        {"profile": "staging", "active": True, "provider": "gmail", "secret": "command:pass …", "last": None},
        {
            "profile": "invoices",
            "active": False,
            "provider": "postmark",
            "last": {
                "when": "2026-11-21T12:00:00+00:00",
                "kind": "probe",
                "ok": True,
                "outcome": "passed",
                "stage": None,
                "cause": None,
            },
        },
    ]


def test_another_profile_becomes_active(path: Path) -> None:
    profiles.use(profiles.load(path), "invoices")
    assert profiles.load(path).active == "invoices"
    with pytest.raises(ConfigurationError, match="no profile"):
        profiles.use(profiles.load(path), "nobody")


def test_a_renamed_profile_keeps_its_place_and_history(path: Path) -> None:
    remember("staging")
    renamed = profiles.rename(path, profiles.load(path).profiles["staging"], "production")
    configuration = profiles.load(path)
    assert list(configuration.profiles) == ["production", "invoices"]
    assert configuration.profiles["production"] == renamed
    assert configuration.active == "production"
    assert list(profiles.last_results()) == ["production"]


def test_a_history_that_cannot_follow_is_told_and_the_profile_is_renamed(path: Path) -> None:
    history_path().parent.mkdir(parents=True)
    history_path().write_bytes(b"no database" * 100)
    with pytest.raises(WriteError, match="the profile is renamed, its history is not"):
        profiles.rename(path, profiles.load(path).profiles["staging"], "production")
    assert profiles.load(path).active == "production"


def test_reading_profiles_and_preparing_secrets_loads_no_slow_library(path: Path) -> None:
    program = (
        "import sys, pathlib\n"
        "from smtptui.core import profiles, secrets\n"
        "profiles.get(profiles.load(pathlib.Path(sys.argv[1])), None)\n"
        "print([name for name in sys.argv[2:] if name in sys.modules])\n"
    )
    unwanted = ["tomlkit", "keyring", "filelock", "cryptography", "sqlite3", "textual", "rich", "idna"]
    ran = subprocess.run([sys.executable, "-c", program, path, *unwanted], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_a_deleted_profile_is_gone(path: Path) -> None:
    profiles.delete(path, profiles.load(path).profiles["staging"])
    assert list(profiles.load(path).profiles) == ["invoices"]
