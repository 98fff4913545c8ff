"""A machine of a private network: a local relay, a Dovecot of its own as Debian sets it up, an application's secret."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.real.dovecot import AT_ONCE
from tests.real.private_network import Network, private_network
from tests.real.program import Ended, Operator
from tests.real.relay import Relay, relay_folder, running_relay
from tests.real.waiting import eventually, free_ports

APP_SECRET = "_|KZ&CKWa["
# What apt puts there, in short: other users have other passwords, and nobody but them may log in.
_DOVECOT = """\
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols =
ssl = no
!include conf.d/*.conf
"""
_AUTH = """\
auth_mechanisms = plain
{at_once}passdb {{
  driver = passwd-file
  args = {folder}/users
}}
"""


@dataclass(frozen=True, slots=True)
class Machine:
    """The relay, the folder of its dovecot.conf, and where it shall listen."""

    network: Network
    relay: Relay
    dovecot: Path
    port: int
    secret: Path

    @property
    def options(self) -> list[str]:
        """What an operator says to have it listen."""
        return [
            *("--listen", f"{self.network.address}:{self.port}", "--login", f"app=file:{self.secret}"),
            *("--dovecot", str(self.dovecot)),
        ]

    @property
    def certificate(self) -> Path:
        """The one that is made where the operator has none."""
        return self.relay.configuration / "smtptui_listening.crt"

    @property
    def is_installed(self) -> bool:
        """Whether something is there to be taken back."""
        return (self.relay.configuration / "smtptui-relay.json").exists()

    @property
    def drop_ins(self) -> Path:
        """Where Dovecot's files are put."""
        return self.dovecot / "conf.d"

    def run(self, operator: Operator, *words: str) -> Ended:
        """`smtptui relay` for this machine's Postfix."""
        return operator.run("relay", *words, "--instance", str(self.relay.configuration))

    def files(self) -> dict[str, bytes]:
        """Every file of both configurations."""
        folders = (self.relay.configuration, self.drop_ins)
        return {str(path): path.read_bytes() for folder in folders for path in folder.iterdir()}


@contextmanager
def running_machine(folder: Path, more: tuple[str, ...] = ()) -> Iterator[Machine]:
    """The machine with both daemons running; both are stopped at the end, whoever started them."""
    dovecot = _write_dovecot(folder / "dovecot")
    secret = folder / "secret"
    secret.touch(mode=0o600)
    secret.write_text(f"{APP_SECRET}\n")
    port, provider_port, listening_port = free_ports(3)
    with ExitStack() as stack:
        network = stack.enter_context(private_network())
        postfix_folder = stack.enter_context(relay_folder())
        relay = stack.enter_context(running_relay(postfix_folder, port, provider_port, more=more))
        stack.callback(stop_dovecot, dovecot)
        start_dovecot(dovecot)
        yield Machine(network, relay, dovecot, listening_port, secret)


def _write_dovecot(folder: Path) -> Path:
    (folder / "conf.d").mkdir(parents=True)
    (folder / "dovecot.conf").write_text(_DOVECOT.format(folder=folder))
    (folder / "conf.d/10-auth.conf").write_text(_AUTH.format(folder=folder, at_once=AT_ONCE))
    (folder / "users").write_text("clerk:{PLAIN}clerks own word\n")
    shutil.chown(folder / "users", "root", "dovecot")
    (folder / "users").chmod(0o640)
    return folder


def start_dovecot(folder: Path) -> None:
    """Start it as a daemon."""
    subprocess.run(["dovecot", "-c", folder / "dovecot.conf"], check=True, stdin=subprocess.DEVNULL)


def stop_dovecot(folder: Path) -> None:
    """Stop it, if it runs."""
    if not (folder / "run/master.pid").exists():
        return
    subprocess.run(["doveadm", "-c", folder / "dovecot.conf", "stop"], check=False, capture_output=True)
    eventually(lambda: not (folder / "run/master.pid").exists(), "the end of Dovecot")
