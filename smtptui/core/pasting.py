"""What people paste into a form or a file: taken as they meant it, with a sentence where something was changed."""

import re
from typing import NamedTuple

from smtptui.model.provider import Credential, Provider
from smtptui.secret import Secret
from smtptui.smtp.security import Security

# str.strip leaves a byte order mark and the zero-width space that web pages put around what is to be copied.
_AROUND = " \t\r\n\f\v\u00a0\u200b\ufeff"
# What libraries and configuration files write before a host. "tls" is not here: STARTTLS to some, TLS to others.
_SECURITY_OF_SCHEME = {
    "smtps": Security.TLS,
    "submissions": Security.TLS,
    "ssl": Security.TLS,
    "submission": Security.STARTTLS,
    "starttls": Security.STARTTLS,
}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_TRIMMED = "blanks or line ends around it were removed"
# An address that surely is one: RFC 5321 section 4.1.2 allows a blank inside quotes alone.
_ADDRESS = re.compile(r'[^@"\s]+@[^@"\s]+')
_HOST_AND_PORT = re.compile(r"(?:\[([^\]]+)\]|([^:\[\]]+))(?::([0-9]{1,5}))?")


class Problem(NamedTuple):
    """A sentence about a value. `refuses`: it cannot work; otherwise it is a warning."""

    text: str
    refuses: bool


def check_username(provider: Provider, value: str) -> Problem | None:
    """What is wrong with a user name for this provider; only a strict shape, or a known mistake, refuses."""
    credential = provider.username
    if credential is None:
        return None
    if mistake := credential.mistake_in(value):
        return Problem(mistake, refuses=True)
    if credential.pattern is None or credential.pattern.fullmatch(value):
        return None
    return Problem(f"this is not what {_described(credential)} looks like", credential.strict)


def _described(credential: Credential) -> str:
    if credential.literal:
        return f'"{credential.literal}"'
    sounds_like_a_vowel = credential.label.startswith((*"AEIO", "SMTP"))
    return f"{'an' if sounds_like_a_vowel else 'a'} {credential.label}"


def check_secret_shape(provider: Provider, secret: Secret) -> str | None:
    """A warning where the secret does not look like this provider's; never a reason to refuse it.

    The warning holds nothing of the secret.
    """
    credential = provider.secret
    if any(character in secret.reveal() for character in "\r\n\0"):
        return "it holds a line end: perhaps more was copied than the secret"
    if credential is None or not secret:
        return None
    if mistake := credential.mistake_in(secret.reveal()):
        return mistake
    if credential.pattern is None or credential.pattern.fullmatch(secret.reveal()):
        return None
    return f"it has not the usual shape of {provider.title}'s {credential.label}"


def clean_pasted_text(text: str) -> tuple[str, str | None]:
    """Any other value without the blanks and line ends around it, and a notice where there were some."""
    trimmed = text.strip(_AROUND)
    return trimmed, _TRIMMED if trimmed != text else None


def clean_pasted_secret(provider: Provider, text: str) -> tuple[Secret, str | None]:
    """The secret in what was pasted, and a notice where that is not all of it.

    Blanks and line ends around it go, and quotes around it; blanks inside only where the provider shows the secret in
    groups (Google's app passwords), and only if it then has the right shape: in an ordinary password a blank may be
    meant.
    """
    trimmed = text.strip(_AROUND)
    quoted = _QUOTED.fullmatch(trimmed)
    if quoted is None:
        return without_stray_blanks(provider, text)
    return without_stray_blanks(provider, quoted[1])[0], "the quotes around it were removed"


# A value as it stands in a program, a configuration or a letter.
_QUOTED = re.compile(r"(?=\".+\"$|'.+'$|`.+`$|“.+”$|„.+“$|«.+»$).(.+).", re.DOTALL)


def without_stray_blanks(provider: Provider, text: str) -> tuple[Secret, str | None]:
    """A secret without the blanks that pasting added, and a notice where there were some."""
    trimmed = text.strip(_AROUND)
    joined = "".join(trimmed.split())
    if joined != trimmed and _shown_in_groups(provider, joined):
        return Secret(joined), "the blanks in it were removed"
    return Secret(trimmed), _TRIMMED if trimmed != text else None


def holds_stray_blanks(provider: Provider, secret: Secret) -> bool:
    """Whether blanks stand in a secret that do not belong to it."""
    return without_stray_blanks(provider, secret.reveal())[0] != secret


def without_blanks(provider: Provider, username: str) -> str:
    """A user name without the blanks around it, and without those inside where it has its shape only then."""
    trimmed = username.strip(_AROUND)
    joined = "".join(letter for letter in trimmed if letter not in _AROUND)
    pattern = provider.username.pattern if provider.username else None
    has_shape = pattern.fullmatch(joined) is not None if pattern else _ADDRESS.fullmatch(joined) is not None
    return joined if has_shape else trimmed


def _shown_in_groups(provider: Provider, joined: str) -> bool:
    credential = provider.secret
    if credential is None or not credential.remove_blanks or credential.pattern is None:
        return False
    return credential.pattern.fullmatch(joined) is not None


class HostParts(NamedTuple):
    """What was pasted as a host, taken apart; None for what it did not say."""

    host: str
    port: int | None = None
    security: Security | None = None
    notice: str | None = None


def clean_host(text: str) -> HostParts:
    """The host in what was pasted, with the port and the security that stood with it.

    What cannot be taken apart comes back whole: whether it is a host name is checked where every host is.
    """
    trimmed, notice = clean_pasted_text(text)
    scheme, authority = _scheme_and_authority(trimmed)
    parts = _HOST_AND_PORT.fullmatch(authority)
    if parts is None or not _is_port(parts[3]):
        return HostParts(authority, notice=notice)
    host, port = parts[1] or parts[2], int(parts[3]) if parts[3] else None
    security = _SECURITY_OF_SCHEME.get(scheme)
    return HostParts(host, port, security, _notice(trimmed, host, port, security) or notice)


def _scheme_and_authority(text: str) -> tuple[str, str]:
    scheme = _SCHEME.match(text)
    # What stands before an @ may be a user name and a secret: it is dropped and never repeated. The last @ counts,
    # and it comes before path and query, for a secret may hold any of these characters.
    rest = text[scheme.end() if scheme else 0 :].rpartition("@")[2]
    authority = re.split(r"[/?#,;]", rest)[0].strip()
    # "::1" and "2001:db8::1" stand without brackets and have no port.
    bare_ipv6 = authority.count(":") > 1 and not authority.startswith("[")
    return scheme[1].lower() if scheme else "", f"[{authority}]" if bare_ipv6 else authority


def _is_port(digits: str | None) -> bool:
    return digits is None or 1 <= int(digits) <= 65535


def _notice(pasted: str, host: str, port: int | None, security: Security | None) -> str | None:
    taken = [f"port {port}"] if port else []
    taken += [security.label] if security else []
    if taken:
        return f"{' and '.join(taken)} taken from the address"
    return "only the host name was taken from it" if pasted not in (host, f"[{host}]") else None
