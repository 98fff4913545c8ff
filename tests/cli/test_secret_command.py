"""`smtptui secret`, with standard input and on a terminal."""

import io
import os
import sys
from pathlib import Path

import pexpect
import pytest

from smtptui.cli.main import run

# The vector of the provider's own documentation, for eu-central-1.
IAM_KEY, SMTP_PASSWORD = "some+secret+key", "BMXhUYlu5Z3gSXVQORxlVa7XPaz91aGWdfHxvkOZdWZ2"
TEXT = """\
[profiles.mine]  # my own
provider = "custom"
host = "smtp.example.com"
username = "fred"

[profiles.aws]
provider = "ses"
region = "eu-central-1"
username = "AKIAIOSFODNN7EXAMPLE"
secret = "file:aws"
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "config.toml"
    path.touch(mode=0o600)
    path.write_text(TEXT)
    monkeypatch.setenv("SMTPTUI_CONFIG", str(path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.delenv("SMTPTUI_PASSPHRASE", raising=False)
    return path


def give(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_a_secret_from_standard_input_goes_where_the_profile_says(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, " hunter2\n")
    assert run(["secret", "set", "aws"]) == 0
    assert (config.parent / "aws").read_text() == "hunter2\n"
    out, err = capsys.readouterr()
    assert out == ""
    assert "▲ blanks around it were left out\n" in err
    assert err.endswith("aws: kept in file:aws\n")
    assert "hunter2" not in err


def test_of_an_iam_key_only_the_smtp_password_is_kept(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, IAM_KEY)
    assert run(["secret", "set", "aws", "--from-iam-key"]) == 0
    assert (config.parent / "aws").read_text() == f"{SMTP_PASSWORD}\n"
    out, err = capsys.readouterr()
    assert IAM_KEY not in out + err
    assert SMTP_PASSWORD not in out + err


def test_a_temporary_iam_key_is_refused_with_the_reason(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(TEXT.replace("AKIA", "ASIA"))
    assert run(["secret", "set", "aws", "--from-iam-key"]) == 4
    assert "this access key is temporary (ASIA…)" in capsys.readouterr().err


@pytest.mark.usefixtures("config")
def test_an_iam_key_is_for_ses_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["secret", "set", "mine", "--from-iam-key"]) == 2
    assert run(["secret", "where", "mine", "--from-iam-key"]) == 2
    assert "--from-iam-key" in capsys.readouterr().err


def test_without_a_keyring_it_says_so_before_anybody_types(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, "hunter2")
    assert run(["secret", "set", "mine"]) == 4
    assert sys.stdin.read() == "hunter2"
    err = capsys.readouterr().err
    assert "this machine has no keyring" in err
    assert "--sealed FILE" in err
    assert config.read_text() == TEXT


@pytest.mark.parametrize("source", ["env:MY_SECRET", "command:pass show x"])
def test_a_place_that_is_only_read_ends_with_4(config: Path, source: str, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(TEXT.replace("file:aws", source))
    assert run(["secret", "set", "aws"]) == 4
    assert run(["secret", "forget", "aws"]) == 4
    assert "smtptui only reads this place" in capsys.readouterr().err


def test_a_secret_is_sealed_and_the_profile_names_the_file(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SMTPTUI_PASSPHRASE", "correct horse")
    monkeypatch.chdir(config.parent)
    give(monkeypatch, "hunter2\n")
    assert run(["secret", "set", "mine", "--sealed", "mine.sealed"]) == 0
    path = config.parent / "mine.sealed"
    assert "hunter2" not in path.read_text()
    assert config.read_text() == TEXT.replace('"fred"\n', f'"fred"\nsecret = "file:{path}"\n')
    capsys.readouterr()
    assert run(["secret", "where", "mine"]) == 0
    assert capsys.readouterr().out == f"file {path}, there\n"


def test_where_reads_nothing(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(config.parent / "aws", 0o600)
    assert run(["secret", "where", "aws"]) == 0
    assert capsys.readouterr().out == f"file {config.parent / 'aws'}, there\n"


def test_a_profile_without_a_user_name_ends_with_3(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text("[profiles.a]\nhost = 'localhost'\n")
    assert run(["secret", "set", "a"]) == 3
    assert "set its username first" in capsys.readouterr().err


def test_nothing_typed_ends_with_4(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give(monkeypatch, "\n")
    assert run(["secret", "set", "aws"]) == 4
    assert "standard input is empty" in capsys.readouterr().err
    assert not (config.parent / "aws").exists()


def test_on_a_terminal_secret_and_passphrase_are_asked_for_without_echo(config: Path) -> None:
    words = ["-m", "smtptui", "secret", "set", "mine", "--sealed", str(config.parent / "sealed")]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=60)
    for question, answer in (
        ("Secret of mine: ", "hunter2"),
        ("New passphrase: ", "correct horse"),
        ("The same again: ", "correct horse"),
    ):
        child.expect_exact(question)
        assert "hunter2" not in child.before
        child.sendline(answer)
    child.expect_exact("kept in file:")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_two_passphrases_that_differ_write_nothing(config: Path) -> None:
    words = ["-m", "smtptui", "secret", "set", "mine", "--sealed", str(config.parent / "sealed")]
    child = pexpect.spawn(sys.executable, words, encoding="utf-8", timeout=60)
    for question, answer in (("Secret", "hunter2"), ("New passphrase: ", "one"), ("again: ", "two")):
        child.expect_exact(question)
        child.sendline(answer)
    child.expect_exact("the two passphrases differ")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 4
    assert not (config.parent / "sealed").exists()
