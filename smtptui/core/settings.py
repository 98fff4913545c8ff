"""A profile against its provider: every value decided and checked, before anything is contacted."""

from collections.abc import Sequence
from pathlib import Path

from smtptui import providers
from smtptui.core.pasting import check_username
from smtptui.errors import ConfigurationError
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.provider import Provider, RegionalEndpoint
from smtptui.model.settings import Settings
from smtptui.smtp.mailbox import MailboxError, ascii_domain, parse_mailbox
from smtptui.smtp.sasl import Mechanism
from smtptui.smtp.security import Security, usual_port, usual_security

MECHANISMS = ("auto", *(mechanism.value for mechanism in Mechanism))


def settings_of(profile: Profile, folder: Path | None = None) -> Settings:
    """The settings of a profile, its provider found in the catalogue or in the operator's `folder`."""
    return resolve(profile, providers.load(profile.provider, folder))


def resolve(profile: Profile, provider: Provider) -> Settings:
    """Profile and presets together. Raises ConfigurationError that names the profile, the key and what is allowed."""
    region = profile.region or provider.default_region
    presets, region_warning = _presets(profile, provider, region)
    endpoint = _endpoint(profile, presets)
    username, secret_is_username = _username(profile, provider)
    return Settings(
        profile=profile.name,
        provider=provider.name,
        endpoint=endpoint,
        username=username,
        secret_is_username=secret_is_username,
        secret_source=profile.secret,
        mechanism=_mechanism(profile),
        provider_mechanisms=provider.mechanisms,
        from_address=_address(profile, "from_address", profile.from_address),
        from_name=profile.from_name,
        to_address=_address(profile, "to_address", profile.to_address),
        ehlo_name=profile.ehlo_name,
        ca_file=profile.ca_file,
        tls_fingerprint=profile.tls_fingerprint,
        address_family=profile.address_family or AddressFamily.ANY,
        alternatives=tuple(item.endpoint for item in presets if item.endpoint != endpoint),
        region=region,
        endpoint_is_preset=_is_preset(profile, endpoint, presets),
        warnings=(*_security_warnings(endpoint), *((region_warning,) if region_warning else ())),
    )


def _refuse(profile: Profile, key: str, words: str, advice: str = "") -> ConfigurationError:
    return ConfigurationError(f"profile {profile.name}: {key} {words}", advice)


def _presets(profile: Profile, provider: Provider, region: str | None) -> tuple[Sequence[RegionalEndpoint], str | None]:
    if region is None or (profile.host and not provider.endpoints):
        return provider.endpoints, None
    return providers.endpoints_in(provider, region)


def _endpoint(profile: Profile, presets: Sequence[RegionalEndpoint]) -> Endpoint:
    """The preset that fits what the profile says, with the profile's own values over it."""
    fitting = [item for item in presets if _fits(profile, item.endpoint)] or list(presets)
    preset = next((item.endpoint for item in fitting if item.preferred), fitting[0].endpoint if fitting else None)
    host = profile.host or (preset.host if preset else None)
    if host is None:
        raise _refuse(profile, "host", "is not set", f'provider "{profile.provider}" presets none: give a host name')
    port, security = _port_and_security(profile, preset)
    return Endpoint(_checked_host(profile, host), port, security)


def _is_preset(profile: Profile, endpoint: Endpoint, presets: Sequence[RegionalEndpoint]) -> bool:
    free = profile.port is None and profile.security is None
    return free and any(item.endpoint == endpoint for item in presets)


def _fits(profile: Profile, endpoint: Endpoint) -> bool:
    same_port = profile.port in (None, endpoint.port)
    return same_port and profile.security in (None, endpoint.security)


def _port_and_security(profile: Profile, preset: Endpoint | None) -> tuple[int, Security]:
    if profile.port is not None:
        known = preset.security if preset and preset.port == profile.port else usual_security(profile.port)
        return profile.port, profile.security or known
    if profile.security is not None:
        known_port = preset.port if preset and preset.security is profile.security else usual_port(profile.security)
        return known_port, profile.security
    return (preset.port, preset.security) if preset else (usual_port(Security.STARTTLS), Security.STARTTLS)


def _checked_host(profile: Profile, host: str) -> str:
    if not host.strip() or any(character.isspace() or ord(character) < 0x21 for character in host):
        raise _refuse(profile, "host", "holds a blank or control character", "give a host name or an address")
    try:
        ascii_domain(host)
    except MailboxError as error:
        raise _refuse(profile, "host", str(error), "give a host name or an address") from None
    return host.strip("[]") if host.startswith("[") else host


def _username(profile: Profile, provider: Provider) -> tuple[str | None, bool]:
    credential = provider.username
    if credential is not None and credential.is_secret:
        return None, True
    username = profile.username or (credential.literal if credential else None)
    problem = check_username(provider, username) if username else None
    if problem is not None and problem.refuses:
        raise _refuse(profile, "username", f"is not what {provider.title} takes", problem.text)
    return username, False


def _mechanism(profile: Profile) -> str:
    mechanism = profile.mechanism or "auto"
    if mechanism not in MECHANISMS:
        raise _refuse(profile, "mechanism", f'"{mechanism}" is not known', f"allowed: {', '.join(MECHANISMS)}")
    return mechanism


def _address(profile: Profile, key: str, address: str | None) -> str | None:
    if not address:
        return None
    try:
        parse_mailbox(address)
    except MailboxError as error:
        raise _refuse(profile, key, str(error), "give one address, as name@example.com") from None
    return address.strip()


def _security_warnings(endpoint: Endpoint) -> tuple[str, ...]:
    if endpoint.security is Security.NONE and not endpoint.is_loopback:
        return (f"no encryption to {endpoint.host}: user name, secret and mail can be read on the way",)
    return ()
