"""Pasted values as a profile and its secret: the provider found by its host, the presets left to it."""

import re
from collections.abc import Sequence
from email.utils import parseaddr
from typing import NamedTuple

from smtptui import providers
from smtptui.core.detect import provider_for_host
from smtptui.core.pasted.names import Name
from smtptui.core.pasted.values import Values, values_in
from smtptui.core.pasting import HostParts, clean_host
from smtptui.core.settings import MECHANISMS, resolve
from smtptui.model.endpoint import Endpoint
from smtptui.model.profile import Profile
from smtptui.model.provider import Provider
from smtptui.secret import Secret
from smtptui.smtp.security import Security, usual_security
from smtptui.text import printable

_YES, _NO = (
    {"1", "true", "yes", "on", "required", "enabled", "always"},
    {"0", "false", "no", "off", "disabled", "never"},
)
_NOT_ENCRYPTED = {"none", "null", "plain", "unencrypted", "noencryption"}
_HOST = re.compile(r"[A-Za-z0-9_.\-\[\]:\u0080-\uffff]+")


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
    values = values_in(text)
    if not values.texts and not values.secret and not (values.url and values.url.provider):
        return PastedSettings(None, Secret(""), (), _joined(values.not_placed), ())
    notices = _about_url(values)
    host = _host(values, notices)
    port = host.port or _port(values, notices)
    security = _security(values, host, port, notices)
    provider, region = _provider(values, host, catalogue)
    region = region or _region(values, provider, notices)
    from_address, from_name = _sender(values)
    profile = Profile(
        name=values.texts.get(Name.PROFILE) or provider.name,
        provider=provider.name,
        region=region if region != provider.default_region else None,
        to_address=values.texts.get(Name.TO_ADDRESS),
        ehlo_name=values.texts.get(Name.EHLO_NAME),
        ca_file=values.texts.get(Name.CA_FILE),
        mechanism=_mechanism(values),
        from_address=from_address,
        from_name=from_name,
    )
    profile = _over_presets(profile, provider, host.host or None, port, security)
    profile, secret = _credentials(profile, provider, values)
    return PastedSettings(
        profile, secret, _in_words(profile, provider, secret), _joined(values.not_placed), tuple(notices)
    )


def _joined(not_placed: Sequence[str]) -> tuple[str, ...]:
    """Lines that are nothing but a number stand in one sentence."""
    numbers = [words.removeprefix("line ") for words in not_placed if re.fullmatch(r"line \d+", words)]
    others = [words for words in not_placed if not re.fullmatch(r"line \d+", words)]
    together = [f"line{'s' if len(numbers) > 1 else ''} {', '.join(numbers)}"] if numbers else []
    return (*others, *together)


def _about_url(values: Values) -> list[str]:
    if values.url is None or not values.url.secret:
        return []
    if not values.url.encoded:
        return ["the secret in the URL holds signs that are not encoded: it was taken as it stands"]
    raw_length = values.url.secret_at[1] - values.url.secret_at[0]
    return ["the secret in the URL was decoded"] if len(values.url.secret.reveal()) != raw_length else []


def _host(values: Values, notices: list[str]) -> HostParts:
    written = values.texts.get(Name.HOST, "")
    if "://" not in written:
        written = written.split()[0] if written.split() else ""
    parts = clean_host(written)
    if parts.host and not _HOST.fullmatch(parts.host):
        notices.append("what stands as the host is no host name")
        return HostParts("")
    return parts._replace(host=parts.host.rstrip(".").lower())


def _port(values: Values, notices: list[str]) -> int | None:
    numbers = [int(digits) for digits in re.findall(r"\d{2,5}", values.texts.get(Name.PORT, ""))]
    fitting = [number for number in numbers if 1 <= number <= 65535]
    if len(fitting) > 1:
        notices.append(f"several ports were named: {fitting[0]} was taken")
    return fitting[0] if fitting else None


def _security(values: Values, host: HostParts, port: int | None, notices: list[str]) -> Security | None:
    """What is written counts, but for words that mean one thing to one program and another to the next."""
    said = [word for key, value in values.security if (word := _security_word(key, value)) is not None]
    url = values.url.security if values.url else None
    if url or host.security:
        return url or host.security
    if "not starttls" in said and len(said) > 1:
        return Security.TLS
    if "starttls" in said:
        return Security.STARTTLS
    if "none" in said:
        return _unencrypted(host, notices)
    if "ssl" in said or "tls" in said:
        word = "ssl" if "ssl" in said else "tls"
        usual = usual_security(port) if port else (Security.TLS if word == "ssl" else Security.STARTTLS)
        if port and usual is not (Security.TLS if word == "ssl" else Security.STARTTLS):
            notices.append(f"«{word.upper()}» with port {port} is taken as {usual.label}")
        return usual
    return None


def _security_word(key: str, value: str) -> str | None:
    name, word = re.sub(r"[^a-z]", "", key.lower()), re.sub(r"[^a-z0-9]", "", value.lower())
    if word in _YES or word in _NO:
        kind = next((one for one in ("starttls", "ssl", "tls") if one in name), "ssl" if "secure" in name else None)
        if word in _NO:
            return "not starttls" if kind == "starttls" else None
        return kind
    if word in _NOT_ENCRYPTED:
        return "none"
    return next((kind for sign, kind in _SIGNS if sign in word), None)


# In this order: "SSL/TLS" is TLS from the first byte.
_SIGNS = (("starttls", "starttls"), ("smtps", "ssl"), ("ssl", "ssl"), ("implicit", "ssl"), ("tls", "tls"))


def _unencrypted(host: HostParts, notices: list[str]) -> Security | None:
    if Endpoint(host.host, 25, Security.NONE).is_loopback:
        return Security.NONE
    notices.append("«no encryption» was left out: it would show the secret to everybody on the way")
    return None


def _provider(values: Values, host: HostParts, catalogue: Sequence[Provider]) -> tuple[Provider, str | None]:
    by_name = {name: one for one in catalogue for name in (one.name, *one.aliases)}
    address = values.texts.get(Name.USERNAME) or values.texts.get(Name.FROM_ADDRESS) or ""
    found = provider_for_host(host.host, address, catalogue) if host.host else None
    if found is not None:
        return found
    named = by_name.get(values.url.provider) if values.url and values.url.provider and not host.host else None
    return named or by_name[providers.CUSTOM], None


def _region(values: Values, provider: Provider, notices: list[str]) -> str | None:
    written = values.texts.get(Name.REGION)
    if written is None or written in provider.regions:
        return written
    notices.append(f"{provider.title} has no region of the name that was given")
    return None


def _sender(values: Values) -> tuple[str | None, str | None]:
    """The From field; a name may stand in it."""
    written = values.texts.get(Name.FROM_ADDRESS, "")
    name, address = parseaddr(written) if "<" in written else ("", written)
    return address or None, values.texts.get(Name.FROM_NAME) or name or None


def _mechanism(values: Values) -> str | None:
    word = values.texts.get(Name.MECHANISM, "").strip(":").lower().replace("_", "-")
    return word if word in MECHANISMS and word != "auto" else None


def _over_presets(
    profile: Profile, provider: Provider, host: str | None, port: int | None, security: Security | None
) -> Profile:
    """Only what the provider does not preset anyway stands in the profile."""
    if not provider.endpoints:
        return profile._replace(host=host, port=port, security=security)
    wanted_port = profile._replace(port=port)
    if port is None or resolve(profile._replace(from_address=None, to_address=None), provider).endpoint.port == port:
        wanted_port = profile
    endpoint = resolve(wanted_port._replace(from_address=None, to_address=None), provider).endpoint
    differs = security is not None and endpoint.security is not security
    return wanted_port._replace(security=security) if differs else wanted_port


def _credentials(profile: Profile, provider: Provider, values: Values) -> tuple[Profile, Secret]:
    """Where the user name is always the same, or the secret itself, it has no field."""
    username, credential = values.texts.get(Name.USERNAME), provider.username
    if credential is not None and credential.is_secret:
        return profile, values.secret or Secret(username or "")
    literal = credential is not None and credential.literal is not None
    return profile._replace(username=None if literal else username), values.secret


def _in_words(profile: Profile, provider: Provider, secret: Secret) -> tuple[tuple[str, str], ...]:
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
