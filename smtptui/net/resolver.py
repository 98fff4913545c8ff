"""From a host name to its addresses, as this machine sees them."""

import asyncio
import ipaddress
import socket
from itertools import chain, zip_longest
from typing import NamedTuple

from smtptui.daemon import in_daemon
from smtptui.model.profile import AddressFamily
from smtptui.smtp.mailbox import MailboxError, ascii_domain

# How long the second family may take once the first has answered. RFC 8305 section 3 needs 50 ms to choose; we also
# want to show every address, and some resolvers never answer for AAAA.
GRACE_S = 1.0

_FAMILIES = {
    AddressFamily.ANY: (socket.AF_INET6, socket.AF_INET),
    AddressFamily.IPV4: (socket.AF_INET,),
    AddressFamily.IPV6: (socket.AF_INET6,),
}
_NAMES = {socket.AF_INET6: "IPv6", socket.AF_INET: "IPv4"}


class Resolution(NamedTuple):
    """The addresses in the order to try them, and a line about them for people."""

    addresses: tuple[str, ...]
    detail: str


async def resolve(host: str, family: AddressFamily) -> Resolution:
    """Look `host` up by getaddrinfo, so that the hosts file and nsswitch.conf count.

    Both families are asked side by side. Raises socket.gaierror when there is no address.
    """
    if literal := _literal(host):
        _check_family(literal, family)
        return Resolution((literal,), "an address, nothing to look up")
    try:
        name = ascii_domain(host)
    except MailboxError as error:
        raise socket.gaierror(socket.EAI_NONAME, f"the host {error}") from None
    lookups = {
        one: asyncio.create_task(in_daemon(lambda one=one: _lookup(name, one)))  # type: ignore[misc]
        for one in _FAMILIES[family]
    }
    try:
        await _wait(list(lookups.values()))
        return _merged(lookups)
    finally:
        for task in lookups.values():
            task.cancel()


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host.partition("%")[0])) if "%" not in host else host
    except ValueError:
        return None


def _check_family(literal: str, family: AddressFamily) -> None:
    own = socket.AF_INET6 if ":" in literal else socket.AF_INET
    if own not in _FAMILIES[family]:
        words = f"this is an {_NAMES[own]} address, and the profile's address_family is {family}"
        raise socket.gaierror(socket.EAI_NONAME, words)


def _lookup(name: str, family: int) -> tuple[str, ...]:
    # As octets: Python would send text through its own IDNA codec, which raises on a label that is empty or too long.
    found = socket.getaddrinfo(name.encode("ascii"), None, family=family, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


async def _wait(tasks: list["asyncio.Task[tuple[str, ...]]"]) -> None:
    """Wait for every lookup; once one has found addresses, the others have GRACE_S left."""
    pending = set(tasks)
    timeout: float | None = None
    while pending:
        done, pending = await asyncio.wait(pending, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            return
        if any(task.exception() is None for task in done):
            timeout = GRACE_S


def _merged(lookups: "dict[socket.AddressFamily, asyncio.Task[tuple[str, ...]]]") -> Resolution:
    found: dict[socket.AddressFamily, tuple[str, ...]] = {}
    errors: list[BaseException] = []
    silent: list[str] = []
    for family, task in lookups.items():
        if not task.done():
            silent.append(_NAMES[family])
        elif (error := task.exception()) is not None:
            errors.append(error)
        else:
            found[family] = task.result()
    if not found:
        raise _most_telling(errors)
    return Resolution(_interleaved(found), _in_words(found, silent))


def _most_telling(errors: list[BaseException]) -> BaseException:
    """A resolver that did not answer leaves the question open, whatever the other family said."""
    again = [error for error in errors if isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN]
    return (again or errors)[0]


def _interleaved(found: dict[socket.AddressFamily, tuple[str, ...]]) -> tuple[str, ...]:
    # RFC 8305 section 4: one address of each family in turn, beginning with IPv6.
    turns = zip_longest(*found.values())
    return tuple(address for address in chain.from_iterable(turns) if address is not None)


def _in_words(found: dict[socket.AddressFamily, tuple[str, ...]], silent: list[str]) -> str:
    total = sum(len(addresses) for addresses in found.values())
    parts = ", ".join(f"{len(addresses)} {_NAMES[family]}" for family, addresses in found.items())
    unanswered = "".join(f"; no answer about {name}" for name in silent)
    return f"{total} address{'es' if total != 1 else ''}: {parts}{unanswered}"
