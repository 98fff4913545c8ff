"""The servers of a run together: started in order, stopped in reverse, their folders removed."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from smtptui.model.endpoint import Endpoint
from smtptui.smtp.security import Security
from tests.real.accounts import OPERATOR, Account, make_account
from tests.real.certificates import Certificates, make_certificates
from tests.real.configurations import all_services
from tests.real.dovecot import Dovecot, running_dovecot
from tests.real.postfix import Postfix, Service, running_postfix
from tests.real.waiting import free_ports

# By user name. How a password is stored decides which mechanisms can check it: PLAIN and LOGIN any, the others only
# their own scheme or clear text.
_SCHEMES = {OPERATOR: "SHA512-CRYPT", "clear": "PLAIN", "cram": "CRAM-MD5", "scram": "SCRAM-SHA-256"}


@dataclass(frozen=True, slots=True)
class Servers:
    """The running servers, the accounts they know by user name, and what to trust them by.

    `endpoints` has Postfix's services by name, `dovecot`, and `closed`, where nothing listens.
    """

    postfix: Postfix
    dovecot: Dovecot
    certificates: Certificates
    accounts: Mapping[str, Account]
    endpoints: Mapping[str, Endpoint]


@contextmanager
def running_servers() -> Iterator[Servers]:
    """All of them, each in a folder of its own."""
    with ExitStack() as stack:
        postfix_folder, dovecot_folder = (stack.enter_context(_folder(name)) for name in ("postfix", "dovecot"))
        certificates = make_certificates(postfix_folder)
        accounts = {name: make_account(name, scheme) for name, scheme in _SCHEMES.items()}
        services = all_services()
        ports, submission_port, closed_port = _ports(services)
        dovecot = stack.enter_context(
            running_dovecot(dovecot_folder, list(accounts.values()), certificates, submission_port, ports["no-login"])
        )
        postfix = stack.enter_context(
            running_postfix(postfix_folder, services, ports, certificates, dovecot.auth_socket)
        )
        endpoints = {
            **{one.name: Endpoint(_host(one), ports[one.name], one.security) for one in services},
            "dovecot": Endpoint("localhost", submission_port, Security.STARTTLS),
            "closed": Endpoint("127.0.0.1", closed_port, Security.STARTTLS),
        }
        yield Servers(postfix, dovecot, certificates, accounts, endpoints)


@contextmanager
def _folder(name: str) -> Iterator[Path]:
    """Not below pytest's own folders: the servers' users have to pass through."""
    folder = Path(tempfile.mkdtemp(prefix=f"smtptui-{name}-"))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder)


def _ports(services: Sequence[Service]) -> tuple[dict[str, int], int, int]:
    *numbers, submission_port, closed_port = free_ports(len(services) + 2)
    return dict(zip((one.name for one in services), numbers, strict=True)), submission_port, closed_port


def _host(service: Service) -> str:
    return service.address if ":" in service.address else "localhost"
