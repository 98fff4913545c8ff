"""`smtptui import` on a terminal: what it asks, and what it makes of the answers."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.test_import_command import IAM_KEY, MSMTPRC, SECRET, SES
from tests.real.window import Window, window

pytestmark = pytest.mark.real
CTRL_C, CTRL_D = b"\x03", b"\x04"
ASKED = b"[keyring] "


@contextmanager
def importing(home: Path, *words: str) -> Iterator[Window]:
    """The command in a terminal; nothing that it writes there holds a secret."""
    environment = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    config = home / "config" / "config.toml"
    with window("-m", "smtptui", "import", "--config", str(config), *words, environment=environment) as opened:
        yield opened
    assert SECRET.encode() not in opened.written
    assert IAM_KEY.encode() not in opened.written


def _config(home: Path) -> str:
    path = home / "config" / "config.toml"
    return path.read_text() if path.exists() else ""


def _file(home: Path, text: str) -> str:
    path = home / "rc"
    path.write_text(text)
    return str(path)


def test_it_asks_where_the_secret_goes(tmp_path: Path) -> None:
    with importing(tmp_path, _file(tmp_path, MSMTPRC)) as terminal:
        terminal.waits_for(ASKED)
        assert _config(tmp_path) == ""
        terminal.type(f"file:{tmp_path}/secret\n".encode())
        assert terminal.ends() == 0
    assert f'secret = "file:{tmp_path}/secret"' in _config(tmp_path)
    assert (tmp_path / "secret").read_text() == f"{SECRET}\n"
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_it_asks_once_for_several_accounts(tmp_path: Path) -> None:
    with importing(tmp_path, _file(tmp_path, f"{MSMTPRC}account b : work\nuser mary@gmail.com\n")) as terminal:
        terminal.waits_for(ASKED)
        assert b"the 2 secrets" in terminal.written
        terminal.type(b"none\n")
        assert terminal.ends() == 0
    assert (_config(tmp_path).count("[profiles."), "secret" in _config(tmp_path)) == (2, False)


@pytest.mark.parametrize(
    ("keys", "code"), [(CTRL_D, 2), (CTRL_C, 130), (b"here\n", 2)], ids=["Ctrl-D", "Ctrl-C", "no place"]
)
def test_without_an_answer_nothing_is_written(keys: bytes, code: int, tmp_path: Path) -> None:
    with importing(tmp_path, _file(tmp_path, MSMTPRC)) as terminal:
        terminal.waits_for(ASKED)
        terminal.type(keys)
        assert terminal.ends() == code
        assert b"Traceback" not in terminal.written
    assert _config(tmp_path) == ""


@pytest.mark.parametrize(("typed", "derived"), [(b"\n", True), (b"n\n", False)], ids=["Enter", "no"])
def test_it_offers_to_derive_the_password_of_an_iam_key(typed: bytes, derived: bool, tmp_path: Path) -> None:
    with importing(tmp_path, _file(tmp_path, SES)) as terminal:
        terminal.waits_for(b"[Y/n] ")
        terminal.type(typed)
        terminal.waits_for(ASKED)
        terminal.type(f"file:{tmp_path}/secret\n".encode())
        assert terminal.ends() == 0
    kept = (tmp_path / "secret").read_text()
    assert (kept.startswith("B"), kept == f"{IAM_KEY}\n") == (derived, not derived)


def test_a_scan_reads_the_one_that_is_chosen(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for place, text in (("etc/msmtprc", MSMTPRC), ("etc/ssmtp/ssmtp.conf", "mailhub=relay.example.org\n")):
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text)
    with importing(tmp_path, "--scan", "--root", str(root), "--dry-run") as terminal:
        terminal.waits_for(b"Enter for none: ")
        assert b"ssmtp.conf" in terminal.written
        terminal.type(b"2\n")
        assert terminal.ends() == 0
        assert b"relay.example.org" in terminal.written
    with importing(tmp_path, "--scan", "--root", str(root)) as terminal:
        terminal.waits_for(b"Enter for none: ")
        terminal.type(b"\n")
        assert terminal.ends() == 0
    assert _config(tmp_path) == ""
