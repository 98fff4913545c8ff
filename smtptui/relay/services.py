"""Where a Postfix listens, by its master.cf."""

import re
import socket

from smtptui.model.relay import Listener
from smtptui.relay.instance import Instance

# master(5): name type private unpriv chroot wakeup maxproc command.
_COMMAND_COLUMN = 7
# For machines whose services file lacks them.
_KNOWN_PORTS = {"smtp": 25, "smtps": 465, "submissions": 465, "submission": 587}
_HOST_AND_PORT = re.compile(r"(?:\[([^\]]*)\]|([^\[\]]*)):([^:]+)")


async def listeners(instance: Instance, inet_interfaces: str) -> tuple[Listener, ...]:
    """The addresses and ports of every smtpd and postscreen service."""
    finished = await instance.programs.done("postconf", "-M")
    return listeners_in(finished.printed, inet_interfaces)


def listeners_in(master_cf: str, inet_interfaces: str) -> tuple[Listener, ...]:
    """The same from what `postconf -M` prints, a service a line."""
    found: list[Listener] = []
    for line in master_cf.splitlines():
        columns = line.split(maxsplit=_COMMAND_COLUMN)
        if len(columns) > _COMMAND_COLUMN and columns[1] == "inet" and _takes_mail(columns[_COMMAND_COLUMN]):
            found += _of_name(columns[0], inet_interfaces)
    return tuple(dict.fromkeys(found))


def _takes_mail(command: str) -> bool:
    return command.split()[0] in ("smtpd", "postscreen")


def _of_name(name: str, inet_interfaces: str) -> list[Listener]:
    """A service's name is a port, or a host and a port; without a host, inet_interfaces has the hosts."""
    stated = _HOST_AND_PORT.fullmatch(name)
    hosts = [stated[1] or stated[2]] if stated else _hosts(inet_interfaces)
    port = _port(stated[3] if stated else name)
    return [Listener(host, port) for host in hosts] if port else []


def _hosts(inet_interfaces: str) -> list[str]:
    words = inet_interfaces.replace(",", " ").split()
    names = {"all": "*", "loopback-only": "localhost"}
    return [names.get(word, word.strip("[]")) for word in words]


def _port(name: str) -> int | None:
    if name.isdecimal():
        return int(name)
    try:
        return socket.getservbyname(name, "tcp")
    except OSError:
        return _KNOWN_PORTS.get(name)
