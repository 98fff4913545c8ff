"""A Dovecot of our own: checks logins for Postfix, and is a submission server itself."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real.accounts import DOMAIN, Account
from tests.real.certificates import Certificates
from tests.real.waiting import answers, eventually

# A refusal is made to wait, longer each time, and the tests are refused a lot.
AT_ONCE = """\
auth_failure_delay = 0
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
"""
_CONFIGURATION = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = submission
listen = 127.0.0.1
hostname = {domain}
first_valid_uid = 1
mail_location = maildir:~/Maildir
ssl = required
ssl_cert = <{certificates.chain}
ssl_key = <{certificates.chain}
auth_mechanisms = plain login cram-md5 scram-sha-256
{at_once}passdb {{
  driver = passwd-file
  args = username_format=%u {folder}/accounts
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/homes/%u
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0660
    user = postfix
    group = postfix
  }}
}}
service submission-login {{
  chroot =
  inet_listener submission {{
    port = {port}
  }}
}}
submission_relay_host = 127.0.0.1
submission_relay_port = {relay_port}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A running instance: where it checks logins, where it takes mail, what it logs."""

    folder: Path
    port: int

    @property
    def auth_socket(self) -> Path:
        """Where Postfix asks."""
        return self.folder / "auth"

    @property
    def log(self) -> str:
        """All that it has logged."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""


@contextmanager
def running_dovecot(
    folder: Path, accounts: Sequence[Account], certificates: Certificates, port: int, relay_port: int
) -> Iterator[Dovecot]:
    """Dovecot in `folder`, its submission service on `port` passing mail on to `relay_port`; stopped at the end."""
    dovecot = Dovecot(folder, port)
    configuration = _write(dovecot, accounts, certificates, relay_port)
    with (folder / "output").open("w") as output:
        process = subprocess.Popen(["dovecot", "-F", "-c", configuration], stdout=output, stderr=output)
    try:
        eventually(lambda: process.poll() is not None or answers("127.0.0.1", port), "Dovecot's submission port")
        assert process.poll() is None, (folder / "output").read_text() + dovecot.log
        yield dovecot
    finally:
        process.terminate()
        process.wait(timeout=60)


def _write(dovecot: Dovecot, accounts: Sequence[Account], certificates: Certificates, relay_port: int) -> Path:
    folder = dovecot.folder
    (folder / "homes").mkdir()
    shutil.chown(folder / "homes", "nobody")
    (folder / "accounts").write_text("".join(account.line() for account in accounts))
    path = folder / "dovecot.conf"
    path.write_text(
        _CONFIGURATION.format(
            folder=folder,
            domain=DOMAIN,
            certificates=certificates,
            port=dovecot.port,
            relay_port=relay_port,
            at_once=AT_ONCE,
        )
    )
    return path
