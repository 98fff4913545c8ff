"""A password as Dovecot keeps it for CRAM-MD5."""

import subprocess

import pytest

from smtptui.relay.login_hash import login_hash
from smtptui.secret import Secret
from tests.real.conftest import require

PASSWORDS = ("a", "_|KZ&CKWa[", "se cret", "ünïcode ☃", "x" * 64, "x" * 65, "long " * 40)


def test_it_is_what_dovecot_makes_of_the_password() -> None:
    # As `doveadm pw -s CRAM-MD5` of Dovecot 2.3.19 prints it.
    known = "{CRAM-MD5}0d57c64e67cebc17895379933210362d7a5523e3ac60bbc68e90ece7c3606285"
    assert login_hash(Secret("se cret")) == known


@pytest.mark.real
@pytest.mark.parametrize("password", PASSWORDS)
def test_dovecot_takes_the_password_for_it(password: str) -> None:
    require("doveadm")
    made = subprocess.run(
        ["doveadm", "pw", "-s", "CRAM-MD5", "-p", password], capture_output=True, text=True, check=True
    )
    assert login_hash(Secret(password)) == made.stdout.strip()


def test_the_password_is_not_in_it() -> None:
    assert "se cret" not in login_hash(Secret("se cret"))
