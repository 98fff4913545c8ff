"""git itself reads the exported sendemail section."""

import subprocess
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.formats.test_sections import GITCONFIG
from tests.real.conftest import require

pytestmark = pytest.mark.real


def _read(path: Path) -> dict[str, str]:
    command = ["git", "config", "-f", str(path), "--null", "--list"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    found = dict(entry.split("\n", 1) for entry in ended.stdout.split("\0")[:-1])
    return {name: value for name, value in found.items() if name.startswith("sendemail.")}


@pytest.mark.parametrize("secret", SECRETS)
def test_git_reads_every_nasty_secret(secret: str, tmp_path: Path) -> None:
    require("git")
    path = tmp_path / "config"
    path.write_text(rendered("git", formats.load("git"), GOOD._replace(secret=Secret(secret))))
    found = _read(path)
    assert found["sendemail.smtppass"] == secret
    assert (found["sendemail.smtpserver"], found["sendemail.smtpencryption"]) == ("mail.example.net", "tls")


def test_git_still_reads_an_edited_file(tmp_path: Path) -> None:
    require("git")
    path = tmp_path / "config"
    path.write_text(rendered("git", formats.load("git"), GOOD, existing=GITCONFIG))
    found = _read(path)
    assert found["sendemail.smtppass"] == "sfhbfr8rxh"
    assert found["sendemail.work.smtpserver"] == "work.example.com"
    assert found["sendemail.confirm"] == "auto"
