"""What the real readers make of an exported file: sh, dash, bash, msmtp."""

import subprocess
from pathlib import Path

import pytest

from smtptui import formats
from smtptui.formats._verify import rendered
from smtptui.secret import Secret
from tests.formats.nasty import GOOD, SECRETS
from tests.real.conftest import require

pytestmark = pytest.mark.real
# One file with all secrets costs one process a shell in place of a hundred.
ALL_AT_ONCE = [secret for secret in SECRETS if "\n" not in secret]


@pytest.mark.parametrize("shell", ["sh", "dash", "bash"])
@pytest.mark.parametrize("name", ["shell", "systemd-env"])
def test_a_shell_reads_every_nasty_secret(name: str, shell: str, tmp_path: Path) -> None:
    require(shell)
    script = "".join(f". ./{number}.env; printf '%s\\n' \"$SMTP_PASSWORD\"\n" for number in range(len(ALL_AT_ONCE)))
    for number, secret in enumerate(ALL_AT_ONCE):
        (tmp_path / f"{number}.env").write_text(
            rendered(name, formats.load(name), GOOD._replace(secret=Secret(secret)))
        )
    ended = subprocess.run([shell, "-eu", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stdout.split("\n")[:-1] == ALL_AT_ONCE


def test_sh_reads_the_toolkits_variables(tmp_path: Path) -> None:
    (tmp_path / "template").write_text(rendered("adt-env", formats.load("adt-env"), GOOD))
    script = '. ./template; echo "$SYSTEM_EMAIL_PROVIDER $SYSTEM_TOEMAIL_ADDRESS $SYSTEM_TO_EMAIL_ADDRESS"'
    ended = subprocess.run(["sh", "-eu", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert ended.stdout == "1 webmaster@example.com webmaster@example.com\n"


def test_msmtp_reads_the_account(tmp_path: Path) -> None:
    require("msmtp")
    path = tmp_path / "msmtprc"
    path.write_text(rendered("msmtp", formats.load("msmtp"), GOOD._replace(ca_file=None)))
    path.chmod(0o600)
    ended = subprocess.run(["msmtp", f"--file={path}", "--pretend"], capture_output=True, text=True, check=True)
    settings = dict(line.split(" = ", 1) for line in ended.stdout.splitlines() if " = " in line)
    for key, value in (
        *(("host", "mail.example.net"), ("port", "587"), ("tls", "on"), ("tls_starttls", "on"), ("auth", "PLAIN")),
        *(("user", "fred@example.com"), ("from", "notifications@example.com"), ("domain", "build.example.com")),
    ):
        assert settings[key] == value


@pytest.mark.parametrize("secret", SECRETS)
def test_msmtp_hands_on_the_secret_as_it_is(secret: str, tmp_path: Path) -> None:
    """msmtp shows no password: so the secret goes where it shows the value, through the same reader."""
    require("msmtp")
    path = tmp_path / "msmtprc"
    text = rendered("msmtp", formats.load("msmtp"), GOOD._replace(secret=Secret(secret), ca_file=None))
    path.write_text(text.replace("\nuser ", "\n#").replace("\npassword ", "\nuser "))
    path.chmod(0o600)
    ended = subprocess.run(["msmtp", f"--file={path}", "--pretend"], capture_output=True, text=True, check=True)
    assert f"\nuser = {secret}\n" in ended.stdout
