"""What was said as a profile and its secret: the provider found by its host, the presets left to it."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from smtptui import providers
from smtptui.core.detect import provider_for_host
from smtptui.core.pasted.meant import Said, meant
from smtptui.core.settings import resolve
from smtptui.formats._base import Values
from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.provider import Provider
from smtptui.secret import Secret
from smtptui.smtp.security import Security
from smtptui.text import printable


class PastedSettings(NamedTuple):
    """What a pasted text amounts to. `profile` has no place for its secret yet, and is None where nothing was found.

    `placed` are pairs of label and words, without the secret; `not_placed` and `notices` are whole sentences.
    """

    profile: Profile | None
    secret: Secret
    placed: tuple[tuple[str, str], ...]
    not_placed: tuple[str, ...]
    notices: tuple[str, ...]


def read_settings(text: str, catalogue: Sequence[Provider]) -> PastedSettings:
    """Take a pasted text apart: a URL, or lines of a configuration, a program or a mail, or several of these."""
    return placed(meant(text), catalogue)


def placed(said: Said, catalogue: Sequence[Provider]) -> PastedSettings:
    """A profile of what was said, by whatever reader."""
    if said.is_empty:
        return PastedSettings(None, Secret(""), (), said.not_placed, ())
    values, notices = said.values, list(said.notices)
    provider, region = _provider(values, catalogue)
    region = region or _region(values.region, provider, notices)
    profile = Profile(
        name=values.profile or (values.host if provider.name == providers.CUSTOM else None) or provider.name,
        provider=provider.name,
        region=region if region != provider.default_region else None,
        from_address=values.from_address,
        from_name=values.from_name,
        to_address=values.to_address,
        mechanism=values.mechanism,
        ehlo_name=values.ehlo_name,
        ca_file=values.ca_file,
        tls_fingerprint=values.tls_fingerprint,
        address_family=AddressFamily(values.address_family) if values.address_family in set(AddressFamily) else None,
    )
    profile = _over_presets(profile, provider, values, notices)
    profile, secret = _credentials(profile, provider, values, notices)
    return PastedSettings(profile, secret, in_words(profile, provider, secret), said.not_placed, tuple(notices))


def _provider(values: Values, catalogue: Sequence[Provider]) -> tuple[Provider, str | None]:
    by_name = {name: one for one in catalogue for name in (one.name, *one.aliases)}
    address = values.username or values.from_address or ""
    found = provider_for_host(values.host, address, catalogue) if values.host else None
    if found is not None:
        return found
    named = by_name.get(values.provider) if values.provider and not values.host else None
    return named or by_name[providers.CUSTOM], None


def _region(written: str | None, provider: Provider, notices: list[str]) -> str | None:
    if written is None or written in provider.regions:
        return written
    notices.append(f"{provider.title} has no region of the name that was given")
    return None


def _over_presets(profile: Profile, provider: Provider, values: Values, notices: list[str]) -> Profile:
    """Only what the provider does not preset anyway stands in the profile."""
    if not provider.endpoints:
        return _with(profile, values, ("host", "port", "security"))
    if values.security is Security.NONE:
        notices.append(f"«no encryption» was left out: {provider.title} encrypts")
        values = values._replace(security=None)
    # Of the ways to say it the one with the fewest words: a host of one's own is needed last.
    ways = (way for count in range(4) for way in combinations(("port", "security", "host"), count))
    return next(one for way in ways if _is_meant(one := _with(profile, values, way), provider, values))


def _with(profile: Profile, values: Values, keys: Sequence[str]) -> Profile:
    return profile._replace(
        host=values.host if "host" in keys else None,
        port=values.port if "port" in keys else None,
        security=values.security if "security" in keys else None,
    )


def _is_meant(profile: Profile, provider: Provider, values: Values) -> bool:
    endpoint = resolve(profile._replace(from_address=None, to_address=None, mechanism=None), provider).endpoint
    said = zip(endpoint, (values.host, values.port, values.security), strict=True)
    return all(wanted is None or found == wanted for found, wanted in said)


def _credentials(profile: Profile, provider: Provider, values: Values, notices: list[str]) -> tuple[Profile, Secret]:
    """Where the user name is always the same, or the secret itself, it has no field."""
    username, credential = values.username, provider.username
    secret = values.secret or Secret("")
    if credential is not None and credential.is_secret:
        return profile, secret or Secret(username or "")
    literal = credential.literal if credential is not None else None
    if literal is not None and username not in (None, literal):
        notices.append(f"the user name was left out: at {provider.title} it is always «{literal}»")
    return profile._replace(username=username if literal is None else None), secret


def in_words(profile: Profile, provider: Provider, secret: Secret) -> tuple[tuple[str, str], ...]:
    """What goes where, as pairs of label and words; of the secret its length."""
    server = [profile.host, str(profile.port or ""), profile.security.label if profile.security else ""]
    username = provider.username.label if provider.username else "User name"
    label = provider.secret.label if provider.secret else "Password"
    lines = (
        ("Provider", provider.title),
        ("Region", profile.region),
        ("Server", " ".join(part for part in server if part)),
        (username, profile.username),
        (label, f"{len(secret.reveal())} characters, masked" if secret else None),
        ("From", profile.from_address),
        ("From name", profile.from_name),
        ("Tests go to", profile.to_address),
        ("Mechanism", profile.mechanism),
        ("EHLO name", profile.ehlo_name),
        ("CA file", profile.ca_file),
    )
    return tuple((name, printable(words)) for name, words in lines if words)
