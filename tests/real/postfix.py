"""A Postfix of our own: one instance, one smtpd for each configuration that the tests need.

Nothing leaves the machine: mail for the run's own mailboxes goes into folders, all other mail ends in the error
transport.
"""

import os
import re
import secrets
import select
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from smtptui.smtp.security import Security
from tests.real.accounts import DOMAIN, MAILBOXES, OPERATOR
from tests.real.certificates import Certificates
from tests.real.postfix_folder import write_postfix
from tests.real.waiting import PATIENCE_S, answers, eventually, has_ipv6

_MAIN = """\
inet_protocols = {protocols}
myhostname = mx.{domain}
# Nobody is trusted for where they come from.
mynetworks = 192.0.2.1/32
default_transport = error:no mail leaves a test
virtual_mailbox_domains = {domain}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = inline:{{ {mailboxes} }}
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{uid}
smtpd_tls_chain_files = {certificates.chain}
other_name_chain = {certificates.other_name_chain}
smtpd_sasl_type = dovecot
smtpd_sasl_path = {auth_socket}
smtpd_sasl_security_options = noanonymous
smtpd_sasl_mechanism_filter = plain, login
smtpd_sender_login_maps = inline:{{ {owned} }}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
"""

_SERVICES = """\
verify   unix - - n - 1 verify
virtual  unix - n n - - virtual
"""

_NOBODY = 65534


@dataclass(frozen=True, slots=True)
class Service:
    """One smtpd: its name in the log, how a session is protected, its parameters over those of main.cf."""

    name: str
    security: Security
    parameters: Mapping[str, str]
    address: str = "127.0.0.1"

    def entry(self, port: int) -> str:
        """The service in master.cf."""
        parameters = {"syslog_name": f"postfix/{self.name}", **self.parameters}
        options = [f"  -o {{ {name} = {value} }}" for name, value in parameters.items()]
        return "\n".join([f"[{self.address}]:{port} inet n - n - - smtpd", *options, ""])


@dataclass(frozen=True, slots=True)
class Postfix:
    """A running instance."""

    folder: Path
    ports: Mapping[str, int]

    @property
    def log(self) -> str:
        """All that it has logged; its log daemon may lag behind what a client already knows."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def settled_log(self) -> str:
        """All that it has logged until now."""
        marker = secrets.token_hex(8)
        # The log daemon takes one message after the other: what was logged before this one is then in the file.
        subprocess.run(["postlog", "-c", self.configuration(), marker], check=True, capture_output=True)
        eventually(lambda: marker in self.log, "a line in Postfix's log")
        return self.log

    def log_of(self, service: str) -> list[str]:
        """All that one smtpd has logged until now."""
        return [line for line in self.settled_log().splitlines() if f"postfix/{service}/smtpd" in line]

    def connections(self, service: str) -> int:
        """How many sessions with one smtpd have begun until now."""
        return len([line for line in self.log_of(service) if ": connect from" in line])

    def sessions(self, service: str) -> list[str]:
        """The commands of each session with one smtpd until now, as it counts them when the session ends."""
        ended = eventually(lambda: self._ended(service), f"the end of every session with {service}")
        return [line.partition("] ")[2].partition(" commands=")[0] for line in ended]

    def _ended(self, service: str) -> list[str] | None:
        begun = self.connections(service)
        ended = [line for line in self.log_of(service) if ": disconnect from" in line]
        return ended if len(ended) == begun else None

    def messages(self) -> dict[str, str]:
        """Every message that it has taken until now: queue id and Message-ID."""
        return dict(re.findall(r"/cleanup\[\d+\]: (\w+): message-id=(\S+)", self.settled_log()))

    def mailbox(self, address: str) -> list[Path]:
        """The messages that a mailbox holds."""
        return sorted((self.folder / "mail" / address.partition("@")[0] / "new").glob("*"))

    def configuration(self) -> Path:
        """The folder of main.cf and master.cf."""
        return self.folder / "etc"


@contextmanager
def running_postfix(
    folder: Path, services: Sequence[Service], ports: Mapping[str, int], certificates: Certificates, auth_socket: Path
) -> Iterator[Postfix]:
    """Postfix in `folder` with every service listening on its port; stopped at the end."""
    postfix = Postfix(folder, ports)
    _write(postfix, services, certificates, auth_socket)
    with running_master(postfix.configuration(), folder / "queue"):
        for service in services:
            _await(service, postfix)
        yield postfix


@contextmanager
def running_master(configuration: Path, queue: Path) -> Iterator[None]:
    """Postfix with this configuration; at the end whichever master runs for its queue is stopped."""
    started = subprocess.run(["postfix", "-c", configuration, "start"], capture_output=True, check=False)
    log = configuration.parent / "log"
    assert started.returncode == 0, started.stderr.decode() + (log.read_text() if log.exists() else "")
    try:
        yield
    finally:
        # A master that ended in order leaves its file: the number may be anybody's by now.
        if subprocess.run(["postfix", "-c", configuration, "status"], capture_output=True, check=False).returncode == 0:
            _stop(os.pidfd_open(int((queue / "pid/master.pid").read_text())))


def _await(service: Service, postfix: Postfix) -> None:
    port = postfix.ports[service.name]
    eventually(lambda: answers(service.address, port), f"Postfix's {service.name} on port {port}")


def _write(postfix: Postfix, services: Sequence[Service], certificates: Certificates, auth_socket: Path) -> None:
    main = _MAIN.format(
        folder=postfix.folder,
        protocols="all" if has_ipv6() else "ipv4",
        domain=DOMAIN,
        mailboxes=", ".join(f"{address}={address.partition('@')[0]}/" for address in MAILBOXES),
        owned=f"{OPERATOR}={OPERATOR}, boss@{DOMAIN}=boss",
        uid=_NOBODY,
        certificates=certificates,
        auth_socket=auth_socket,
    )
    entries = [service.entry(postfix.ports[service.name]) for service in services]
    write_postfix(postfix.folder, main, "".join([*entries, _SERVICES]))
    (postfix.folder / "mail").mkdir()
    shutil.chown(postfix.folder / "mail", "nobody")


def _stop(master: int) -> None:
    """End the master process, which ends its children, and wait until it is gone."""
    try:
        signal.pidfd_send_signal(master, signal.SIGTERM)
        gone, _, _ = select.select([master], [], [], PATIENCE_S)
        assert gone, "Postfix does not stop"
    finally:
        os.close(master)
