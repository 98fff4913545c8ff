"""Ansible installs what is exported for it, on this machine, below a folder of the test."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.formats.whole import written
from tests.real.conftest import lacks

pytestmark = pytest.mark.real
_ANSIBLE = Path(sys.executable).parent / "ansible-playbook"


def _play(folder: Path, *more: str) -> str:
    """Run the exported playbook against this machine; all that it says, at its most talkative."""
    if not _ANSIBLE.exists():
        lacks("ansible-core is not installed")
    settings = {"smtp_hosts": "all", "smtp_root": str(folder / "root"), "smtp_become": False}
    command = [
        *(str(_ANSIBLE), "-i", "localhost,", "-c", "local", "-vvv", "install-smtp.yml", "-e", "@smtp.yml"),
        *("-e", json.dumps({**settings, "ansible_python_interpreter": sys.executable}), *more),
    ]
    environment = {**os.environ, "ANSIBLE_HOME": str(folder / "ansible"), "ANSIBLE_LOCAL_TEMP": str(folder / "tmp")}
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout + ended.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_every_nasty_secret_arrives_with_owner_and_mode_and_is_not_shown(tmp_path: Path) -> None:
    # A file costs Ansible a second: all that is nasty together, and what another rule of YAML or Ansible might take.
    secrets = ["".join(SECRETS), '{"a": 1}', " a"]
    lists, contents = [], []
    for number, secret in enumerate(secrets):
        variables, playbook = written("ansible", GOOD._replace(secret=Secret(secret)), "systemd-env")
        (tmp_path / "install-smtp.yml").write_text(playbook)
        lists.append(variables.partition("smtp_credential_files:\n")[2].replace("dest: '", f"dest: '/{number}"))
        contents += written("systemd-env", GOOD._replace(secret=Secret(secret)), "")
    (tmp_path / "smtp.yml").write_text("smtp_credential_files:\n" + "".join(lists))
    said = _play(tmp_path)
    for number, content in enumerate(contents):
        path = tmp_path / f"root/{number}/etc/default/smtp"
        assert path.read_text() == content
        assert (path.owner(), path.stat().st_mode & 0o777) == ("root", 0o600)
    assert "密码" not in said


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_an_encrypted_file_of_variables_is_installed(tmp_path: Path) -> None:
    for name, text in zip(("smtp.yml", "install-smtp.yml"), written("ansible", GOOD, "adt-wordpress"), strict=True):
        (tmp_path / name).write_text(text)
    (tmp_path / "passphrase").write_text("a passphrase")
    vault = [str(_ANSIBLE.with_name("ansible-vault")), "encrypt", "--vault-password-file", "passphrase", "smtp.yml"]
    subprocess.run(vault, cwd=tmp_path, check=True, capture_output=True)
    assert "sfhbfr8rxh" not in (tmp_path / "smtp.yml").read_text()
    assert "sfhbfr8rxh" not in _play(tmp_path, "--vault-password-file", "passphrase")
    newest = formats.load("adt-wordpress").targets[0]
    installed = tmp_path / "root/var/www/wordpresssmtp"
    assert installed.read_text() == written("adt-wordpress", GOOD, newest)[0]
    assert installed.stat().st_mode & 0o777 == 0o400
