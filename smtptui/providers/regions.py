"""The endpoints of one region of a provider, also of a region that is newer than the catalogue."""

import re

from smtptui.errors import ConfigurationError
from smtptui.model.provider import Provider, RegionalEndpoint
from smtptui.text import printable

_REGION = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def endpoints_in(provider: Provider, region: str) -> tuple[tuple[RegionalEndpoint, ...], str | None]:
    """The endpoints of a region, the preferred one first, and a warning where they are a guess.

    A region that the catalogue lacks goes through the provider's host pattern. Raises ConfigurationError where there
    is none, or where the region could be no part of a host name.
    """
    wanted = region.strip().lower()
    if known := tuple(item for item in provider.endpoints if item.region == wanted):
        return known, None
    if provider.host_pattern is None or not _REGION.fullmatch(wanted):
        raise _unknown(provider, region)
    return _guessed(provider, wanted, provider.host_pattern)


def _guessed(provider: Provider, region: str, host_pattern: str) -> tuple[tuple[RegionalEndpoint, ...], str]:
    from difflib import get_close_matches  # only here: most starts of the command line have no use for it

    host = host_pattern.replace("{region}", region)
    endpoints = tuple(
        item._replace(
            region=region, endpoint=item.endpoint._replace(host=host), fact=provider.host_pattern_fact or item.fact
        )
        for item in provider.endpoints
        if item.region == provider.default_region
    )
    near = get_close_matches(region, provider.regions, n=1, cutoff=0.9)
    advice = f"; did you mean {near[0]}?" if near else ""
    return endpoints, f"{region} is no region that we know of {provider.title}: {host} is a guess{advice}"


def _unknown(provider: Provider, region: str) -> ConfigurationError:
    allowed = ", ".join(provider.regions) if provider.regions else "none: this provider has no regions"
    return ConfigurationError(f'{provider.title} has no region "{printable(region)}"', f"allowed: {allowed}")
