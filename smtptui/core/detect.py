"""Which provider serves a mail address or a host, from what the catalogue says alone: nothing is looked up."""

import re
from collections.abc import Sequence
from pathlib import Path

from smtptui import providers
from smtptui.model.endpoint import Endpoint
from smtptui.model.provider import DnsValue, Provider, ProviderKind
from smtptui.smtp.mailbox import MailboxError, parse_mailbox
from smtptui.smtp.security import Security


def provider_for_address(address: str, folder: Path | None = None) -> str | None:
    """The name of the provider whose mailboxes have this domain; None where the catalogue does not say.

    `folder` holds the operator's own providers, which come first. What is no address belongs to nobody.
    """
    try:
        domain = parse_mailbox(address).domain
    except MailboxError:
        return None
    return providers.name_for_domain(domain, folder)


def provider_for_host(host: str, address: str, catalogue: Sequence[Provider]) -> tuple[Provider, str | None] | None:
    """The provider whose server this is, and the region where it has several; None where the catalogue does not say.

    Gmail and Google Workspace share their hosts: then the domain of the account's address decides.
    """
    wanted = host.lower().rstrip(".")
    if Endpoint(wanted, 25, Security.NONE).is_loopback:
        # A relay, or any of the programs that catch test mail.
        return None
    found = [(one, region) for one in catalogue if (region := _region_of(one, wanted)) is not None]
    domain = address.rpartition("@")[2].lower()
    by_domain = [item for item in found if domain in item[0].domains]
    without_domains = [item for item in found if domain and not item[0].domains]
    best = next(iter([*by_domain, *without_domains, *found]), None)
    return (best[0], best[1] if len(best[0].regions) > 1 else None) if best else None


def _region_of(provider: Provider, host: str) -> str | None:
    """The region that this host serves; None where it is not the provider's."""
    listed = next((item.region for item in provider.endpoints if item.endpoint.host.lower() == host), None)
    if listed is not None or provider.host_pattern is None:
        return listed
    head, _, tail = provider.host_pattern.partition("{region}")
    found = re.fullmatch(rf"{re.escape(head)}([a-z0-9-]+){re.escape(tail)}", host)
    return found[1] if found else None


def provider_for_mx(hosts: Sequence[str], catalogue: Sequence[Provider]) -> Provider | None:
    """The provider that one of these MX hosts belongs to, the first host first; one with mailboxes before others."""
    for host in hosts:
        name = host.lower().rstrip(".")
        found = [one for one in catalogue if any(_is_mx(pattern, name) for pattern in one.mx_patterns)]
        if found:
            # Of Gmail and Google Workspace, a domain of one's own is at the one without mail addresses of its own.
            return min(found, key=lambda one: (one.kind is not ProviderKind.MAILBOX, bool(one.domains)))
    return None


def _is_mx(mx: DnsValue, host: str) -> bool:
    return re.fullmatch(mx.value, host) is not None if mx.is_pattern else mx.value == host
