"""The accounts of a run: who may log in, with a password made for this run alone."""

import secrets
import subprocess
from dataclasses import dataclass, field

DOMAIN = "real.test"
OPERATOR = f"operator@{DOMAIN}"
SECOND = f"second@{DOMAIN}"
NOBODY = f"nobody@{DOMAIN}"
NOT_OURS = f"boss@{DOMAIN}"
ELSEWHERE = "somebody@elsewhere.test"
MAILBOXES = (OPERATOR, SECOND)


@dataclass(frozen=True, slots=True)
class Account:
    """A login. `scheme` is how Dovecot stores the password: it decides which mechanisms can check it."""

    username: str
    scheme: str
    password: str = field(repr=False)

    def line(self) -> str:
        """The account in Dovecot's passwd-file."""
        made = subprocess.run(
            ["doveadm", "pw", "-s", self.scheme, "-p", self.password], capture_output=True, text=True, check=True
        )
        return f"{self.username}:{made.stdout.strip()}::::::\n"


def make_account(username: str, scheme: str) -> Account:
    """An account whose password has what shells, URLs and configuration files stumble over."""
    # swaks takes a value that begins with a hyphen for an option of its own.
    return Account(username, scheme, f"p{secrets.token_urlsafe(9)}_|&%41['\" #{secrets.token_urlsafe(9)}")
