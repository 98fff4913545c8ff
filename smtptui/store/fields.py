"""The keys of [profiles.NAME]: what each one may hold, and how it is read and written."""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from smtptui.model.profile import AddressFamily, Profile
from smtptui.model.secret_source import SecretSource
from smtptui.smtp.mailbox import MailboxError, ascii_domain, parse_mailbox
from smtptui.smtp.sasl import Mechanism
from smtptui.smtp.security import Security
from smtptui.text import printable

MECHANISMS = ("auto", *(mechanism.value for mechanism in Mechanism))

_Choice = TypeVar("_Choice", bound=StrEnum)
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_LABEL = re.compile(r"[\w-]{1,63}")
# `openssl x509 -fingerprint -sha256` prints "sha256 Fingerprint=AB:CD:…"; release 1.1 wrote SHA256.
_FINGERPRINT = re.compile(r"sha-?256(?: fingerprint)?[:=]((?:[0-9a-f]{2}:?){31}[0-9a-f]{2})", re.IGNORECASE)


class FieldError(ValueError):
    """A value that its key may not hold: what is wrong with it, behind the key's name, and what is allowed."""

    def __init__(self, problem: str, allowed: str) -> None:
        super().__init__(f"{problem}; allowed: {allowed}")
        self.problem = problem
        self.allowed = allowed


def read_field(key: str, value: Any) -> Any:
    """The typed value of a known key; None for an empty text, which means "not set". Raises FieldError."""
    return None if value == "" else _READERS[key](value)


def as_written(profile: Profile) -> dict[str, str | int]:
    """What config.toml holds of a profile: its keys that are set."""
    values = {key: getattr(profile, key) for key in KEYS}
    return {key: value if isinstance(value, int) else str(value) for key, value in values.items() if value is not None}


def same(key: str, one: Any, other: Any) -> bool:
    """Whether two written values of a key mean the same, None for a missing one: a fingerprint has many spellings."""
    return bool(_meaning(key, one) == _meaning(key, other))


def _meaning(key: str, value: Any) -> Any:
    if value in (None, ""):
        return "custom" if key == "provider" else None
    try:
        return read_field(key, value)
    except FieldError:
        return value


def shown(key: str, value: Any) -> str:
    """A written value for people; of a command only its program."""
    if value in (None, ""):
        return "not set"
    return printable(_secret(value).shown if key == "secret" else str(value))


def check_name(name: str) -> None:
    """Refuse a profile's name that could not be typed or shown. Raises FieldError."""
    if not name.strip():
        raise FieldError("is empty", "any name")
    _refuse_controls(name)


def text(value: Any) -> str:
    """A text in one line."""
    if not isinstance(value, str):
        raise FieldError("is no text", "a text in quotes")
    _refuse_controls(value)
    return value


def _refuse_controls(value: str) -> None:
    # A line end would begin a new SMTP command or header: RFC 5321 section 4.1.1, RFC 5322 section 2.2.
    if not value.isprintable() and any(unicodedata.category(one) in _FORBIDDEN_CATEGORIES for one in value):
        raise FieldError("holds a line end or another control character", "one line of text")


def _port(value: Any) -> int:
    if isinstance(value, str) and value.isdigit():
        raise FieldError(f"is the text {_quoted(value)}", "a whole number from 1 to 65535, without quotes")
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 65535:
        raise FieldError(f"is {_quoted(value)}", "a whole number from 1 to 65535")
    return value


def _one_of(choices: type[_Choice]) -> Callable[[Any], _Choice]:
    def read(value: Any) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            raise _unknown(value, [choice.value for choice in choices]) from None

    return read


def _mechanism(value: Any) -> str:
    if value not in MECHANISMS:
        raise _unknown(value, MECHANISMS)
    return str(value)


def _unknown(value: Any, allowed: Any) -> FieldError:
    return FieldError(f"is {_quoted(value)}", ", ".join(allowed))


def _quoted(value: Any) -> str:
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return printable(shown if len(shown) <= 60 else f"{shown[:60]}…")


def _host(value: Any) -> str:
    name = text(value)
    if _is_address(name):
        return name
    _check_host_name(name)
    return name


def _ehlo_name(value: Any) -> str:
    """A host name, or an address literal of RFC 5321 section 4.1.3."""
    name = text(value)
    literal = name.removeprefix("[").removesuffix("]").removeprefix("IPv6:")
    if not (name.startswith("[") and name.endswith("]") and _is_address(literal)):
        _check_host_name(name)
    return name


def _is_address(name: str) -> bool:
    if ":" not in name and not name[-1:].isdigit():
        return False
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _check_host_name(name: str) -> None:
    allowed = "a host name or an address, without scheme, port and brackets"
    labels = name.removesuffix(".").split(".")
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise FieldError(f"is no host name: {_quoted(name)}", allowed)
    try:
        too_long = len(ascii_domain(name)) > 254
    except MailboxError as error:
        raise FieldError(str(error), allowed) from None
    if too_long:
        raise FieldError("has more than 253 octets", allowed)


def _address(value: Any) -> str:
    address = text(value)
    try:
        parse_mailbox(address)
    except MailboxError as error:
        raise FieldError(printable(str(error)), "one address, as name@example.com") from None
    return address


def _fingerprint(value: Any) -> str:
    found = _FINGERPRINT.fullmatch(text(value).strip())
    if found is None:
        raise FieldError("is no fingerprint", "sha256: and 64 hexadecimal digits, with or without colons")
    return f"sha256:{found[1].replace(':', '').lower()}"


def _secret(value: Any) -> SecretSource:
    try:
        # What stands here may be the secret itself, so neither it nor a piece of it is repeated.
        return SecretSource.parse(value if isinstance(value, str) else "")
    except ValueError as error:
        problem, _, allowed = str(error).partition("; allowed: ")
        raise FieldError(f"is not usable: {problem}", allowed) from None


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "provider": text,
    "username": text,
    "from_address": _address,
    "from_name": text,
    "to_address": _address,
    "secret": _secret,
    "region": text,
    "host": _host,
    "port": _port,
    "security": _one_of(Security),
    "mechanism": _mechanism,
    "ehlo_name": _ehlo_name,
    "ca_file": text,
    "tls_fingerprint": _fingerprint,
    "address_family": _one_of(AddressFamily),
    "group": text,
}
KEYS = tuple(name for name in Profile._fields if name != "name")
