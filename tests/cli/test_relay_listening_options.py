"""The words that ask a relay to listen to a private network, where they are wrong: no Postfix is needed to say so."""

from pathlib import Path

import pytest

from smtptui.cli.main import run

_PROFILE = """\
active = "web"
[profiles.web]
provider = "custom"
host = "127.0.0.1"
port = 2525
security = "none"
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A profile that logs in nowhere, and the secret of an application."""
    config = tmp_path / "config.toml"
    config.write_text(_PROFILE)
    config.chmod(0o600)
    monkeypatch.setenv("SMTPTUI_CONFIG", str(config))
    monkeypatch.setenv("APP_SECRET", "s3cret word")
    monkeypatch.delenv("ABSENT", raising=False)
    (tmp_path / "open").write_text("s3cret word\n")
    (tmp_path / "open").chmod(0o644)
    monkeypatch.chdir(tmp_path)
    return tmp_path


LOGIN = ("--login", "app=env:APP_SECRET")


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--listen", "8.8.8.8", *LOGIN), 2, "is public"),
        (("--listen", "0.0.0.0", *LOGIN), 2, "also those that the Internet reaches"),
        (("--listen", "relay.example", *LOGIN), 2, "is no address"),
        (("--listen", "10.0.0.5:0", *LOGIN), 2, "is no port"),
        (("--listen", "10.0.0.5"), 2, "nobody may log in there"),
        (LOGIN, 2, "--login: it is not said where to listen"),
        (("--certificate", "a.pem"), 2, "--certificate: it is not said where to listen"),
        (("--tls-optional",), 2, "--tls-optional: it is not said where to listen"),
        (("--listen", "10.0.0.5", "--key", "a.pem", *LOGIN), 2, "there is no certificate to it"),
        (("--listen", "10.0.0.5", "--login", "app=s3cret word"), 2, "no place for a secret"),
        (("--listen", "10.0.0.5", "--login", "s3cret word"), 2, "that is no name"),
        (("--listen", "10.0.0.5", "--login", "App=env:APP_SECRET"), 2, "that is no name"),
        (("--listen", "10.0.0.5", "--login", "app=none"), 2, "without a secret anybody could send"),
        (("--listen", "10.0.0.5", *LOGIN, *LOGIN), 2, "app: it is named twice"),
        (("--listen", "10.0.0.5", "--login", "app=env:ABSENT"), 4, "ABSENT is not set"),
        (("--listen", "10.0.0.5", "--login", "app=file:open"), 4, "is open to others"),
    ],
)
def test_wrong_words_are_explained_in_two_lines(
    options: tuple[str, ...], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["relay", "plan", *options]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert len(said.err.splitlines()) <= 2
    assert "s3cret" not in said.err
