"""Fixes of the way there: port and security, host, region, address family."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import chain

from smtptui.core.cures.fix import Case, Change, Fix, change
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily
from smtptui.model.report import AddressReport, AddressStatus
from smtptui.smtp.security import Security, usual_security
from smtptui.smtp.stage import Stage, Status

# RFC 8314 section 3.3 and RFC 6409 section 3.1: where submission is, on servers that no catalogue knows.
_SIBLINGS = {587: 465, 465: 587}
# Ports that people take for the submission port: IMAP, POP3 and the web.
_OTHER_SERVICES = (80, 110, 143, 443, 993, 995)


def same_port_with_tls(case: Case) -> Iterator[Fix]:
    """The port waits for TLS."""
    yield _to(case, case.settings.endpoint._replace(security=Security.TLS))


def same_port_with_starttls(case: Case) -> Iterator[Fix]:
    """The port begins in plain text."""
    yield _to(case, case.settings.endpoint._replace(security=Security.STARTTLS))


def offered_starttls(case: Case) -> Iterator[Fix]:
    """The server wants encryption, and offers it where we are."""
    if case.settings.endpoint.security is Security.NONE and case.report.capabilities.offers("STARTTLS"):
        yield from same_port_with_starttls(case)


def open_port(case: Case) -> Iterator[Fix]:
    """A port of this host that a survey found open."""
    host = case.settings.endpoint.host
    for port in case.report.ports or ():
        if port.status is Status.PASSED and port.endpoint.host == host:
            yield from _encrypted(case, [port.endpoint])


def listed_endpoint(case: Case) -> Iterator[Fix]:
    """Another endpoint of this host in the catalogue. Port 25 is none for submission: RFC 6409 section 3.1."""
    host = case.settings.endpoint.host
    closed = {port.endpoint.port for port in case.report.ports or () if port.status is Status.FAILED}
    listed = [item.endpoint for item in case.provider.endpoints if item.endpoint.host == host]
    yield from _encrypted(case, [one for one in listed if one.port not in {*closed, 25}])


def listed_tls_endpoint(case: Case) -> Iterator[Fix]:
    """An endpoint of this host in the catalogue that needs no STARTTLS."""
    listed = [item.endpoint for item in case.provider.endpoints if item.endpoint.host == case.settings.endpoint.host]
    yield from _encrypted(case, [one for one in listed if one.security is Security.TLS])


def listed_submission(case: Case) -> Iterator[Fix]:
    """A listed endpoint in place of one that is between servers alone, or in no list."""
    own = case.settings.endpoint
    listed = {item.endpoint.port for item in case.provider.endpoints if item.endpoint.host == own.host}
    return listed_endpoint(case) if own.port == 25 or own.port not in listed else iter(())


def usual_sibling(case: Case) -> Iterator[Fix]:
    """587 and 465 in place of each other, on a server that no catalogue knows."""
    endpoint = case.settings.endpoint
    port = _SIBLINGS.get(endpoint.port)
    # What listens on this machine is no secret: its operator knows which port it has.
    if port is not None and not case.provider.endpoints and not endpoint.is_loopback and not case.report.ports:
        yield _to(case, Endpoint(endpoint.host, port, usual_security(port)), "try")


def submission_port(case: Case) -> Iterator[Fix]:
    """587 in place of a port of another service."""
    endpoint = case.settings.endpoint
    if endpoint.port in _OTHER_SERVICES and not case.provider.endpoints:
        yield _to(case, Endpoint(endpoint.host, 587, Security.STARTTLS), "try")


def _encrypted(case: Case, endpoints: Sequence[Endpoint]) -> Iterator[Fix]:
    """Never to less protection: a fix must not be what sends a secret in the clear."""
    return (_to(case, one) for one in endpoints if one.security is not Security.NONE)


def _to(case: Case, endpoint: Endpoint, verb: str = "use") -> Fix:
    own = case.settings.endpoint
    words = f"{verb} {endpoint.security.label} on port {endpoint.port}"
    if endpoint.port != own.port:
        words = f"{verb} port {endpoint.port} with {endpoint.security.label}"
    changes = (change(case, "port", str(endpoint.port)), change(case, "security", endpoint.security.value))
    return Fix(words, changes)


def listed_host(case: Case) -> Iterator[Fix]:
    """The provider's own host in place of one that it has not."""
    host = case.settings.endpoint.host
    hosts = dict.fromkeys(item.endpoint.host for item in case.provider.endpoints if _in_region(item.region, case))
    if hosts and host.lower() not in hosts:
        wanted = next(iter(get_close_matches(host, list(hosts), n=1, cutoff=0)), next(iter(hosts)))
        yield Fix(f"use the host {wanted}", (change(case, "host", wanted, text=""),))


def _in_region(region: str, case: Case) -> bool:
    return region == (case.settings.region or case.provider.default_region)


def named_region(case: Case) -> Iterator[Fix]:
    """The region that the reply names, or the only other one that there is."""
    others = [region for region in case.provider.regions if region != case.settings.region]
    said = case.report.failure.reply.text if case.report.failure and case.report.failure.reply else ""
    words = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in said.lower()).split()
    named = [region for region in others if region.strip("-") in words] or (others if len(others) == 1 else [])
    if case.settings.region is None or len(named) != 1:
        return
    wanted = next(item.endpoint for item in case.provider.endpoints if item.region == named[0])
    host = (change(case, "host", wanted.host, text=""),) if wanted.host != case.settings.endpoint.host else ()
    yield Fix(f"use the region {named[0]}", (change(case, "region", named[0]), *host))


def ipv4_only(case: Case) -> Iterator[Fix]:
    """The session went over IPv6, and nobody tried the IPv4 address that there is."""
    tried = case.report.address
    others = [one for one in case.report.addresses if _is_untried_ipv4(one)]
    if tried and ":" in tried and others and case.settings.address_family is AddressFamily.ANY:
        yield Fix("use IPv4 only", (change(case, "address_family", AddressFamily.IPV4.value),))


def ipv4_only_before_ehlo(case: Case) -> Iterator[Fix]:
    """The same where the connection itself went wrong: a broken path, or a stale AAAA record."""
    return ipv4_only(case) if case.stage in (Stage.GREETING, Stage.TLS) else iter(())


def _is_untried_ipv4(one: AddressReport) -> bool:
    return "." in one.address and ":" not in one.address and one.status is not AddressStatus.FAILED


def any_family(case: Case) -> Iterator[Fix]:
    """The profile allows one family alone, and the host cannot be reached by it."""
    if case.settings.address_family is not AddressFamily.ANY:
        yield Fix("use IPv4 and IPv6", (change(case, "address_family", AddressFamily.ANY.value, text=""),))


def pinned_on_this_machine(case: Case) -> Iterator[Fix]:
    """A server on this machine made its own certificate: trust exactly that one.

    Never elsewhere: whoever stands between here and another machine could show a certificate of his own.
    """
    shown = case.report.tls
    if case.settings.endpoint.is_loopback and shown is not None and not case.settings.tls_fingerprint:
        pinned = Change("tls_fingerprint", "", shown.fingerprint)
        yield Fix("trust exactly this certificate: the server is this machine's own", (pinned,))


def blocked_port(case: Case) -> Iterator[Fix]:
    """What to do where a port cannot be reached: the surest knowledge first."""
    return chain(open_port(case), listed_endpoint(case), usual_sibling(case))
