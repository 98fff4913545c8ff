"""A local relay: a Postfix that takes mail from this machine's programs and hands it to one server."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real.postfix import running_master
from tests.real.postfix_folder import write_postfix
from tests.real.program import Ended
from tests.real.waiting import PATIENCE_S

_MAIN = """\
inet_protocols = ipv4
myhostname = relay.real.test
mynetworks = 127.0.0.0/8
relayhost = [127.0.0.1]:{provider_port}
smtp_tls_security_level = none
# Nothing is tried again by itself while a test looks.
minimal_backoff_time = 1h
maximal_backoff_time = 1h
queue_run_delay = 1h
"""

_SERVICES = """\
127.0.0.1:{port} inet n - n - - smtpd
showq    unix n - n - - showq
flush    unix n - n 1000? 0 flush
smtp     unix - - n - - smtp
scache   unix - - n - 1 scache
"""


@dataclass(frozen=True, slots=True)
class Relay:
    """The relay's folder, the port it listens on and that of its provider."""

    folder: Path
    port: int
    provider_port: int

    @property
    def configuration(self) -> Path:
        """The folder of main.cf."""
        return self.folder / "etc"

    @property
    def log(self) -> Path:
        """The file that it logs to."""
        return self.folder / "log"

    def submit(self, *recipients: str, sender: str = "app@real.test", subject: str = "a test") -> None:
        """Hand in a message as the programs of this machine do."""
        subprocess.run(
            ["sendmail", "-C", self.configuration, "-f", sender, *recipients],
            input=f"Subject: {subject}\n\nhello\n".encode(),
            check=True,
            timeout=PATIENCE_S,
        )

    def empty(self) -> None:
        """Delete every message."""
        subprocess.run(["postsuper", "-c", self.configuration, "-d", "ALL"], check=True, capture_output=True)

    def words(self, *words: str) -> list[str]:
        """The command line of `smtptui relay` for this relay."""
        return [sys.executable, "-m", "smtptui", "relay", *words, "--instance", str(self.configuration)]

    def run(self, *words: str) -> Ended:
        """Run `smtptui relay` for this relay to its end, without a terminal."""
        done = subprocess.run(
            self.words(*words),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert {one for one in done.stdout + done.stderr if ord(one) < 0x20 and one != "\n"} == set()
        return Ended(done.returncode, done.stdout, done.stderr)


@contextmanager
def relay_folder(below: str | None = None) -> Iterator[Path]:
    """Not below pytest's own folders: Postfix's user has to pass through."""
    folder = Path(tempfile.mkdtemp(prefix="smtptui-relay-", dir=below))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder)


def written_relay(folder: Path, port: int, provider_port: int, *, more: Sequence[str] = ()) -> Relay:
    """A relay that is set up and does not run. `more` are lines of main.cf."""
    main = _MAIN.format(provider_port=provider_port) + "".join(f"{line}\n" for line in more)
    write_postfix(folder, main, _SERVICES.format(port=port))
    return Relay(folder, port, provider_port)


@contextmanager
def running_relay(folder: Path, port: int, provider_port: int, *, more: Sequence[str] = ()) -> Iterator[Relay]:
    """A relay that runs; stopped at the end, also if it was restarted meanwhile."""
    relay = written_relay(folder, port, provider_port, more=more)
    with running_master(relay.configuration, folder / "queue"):
        yield relay
