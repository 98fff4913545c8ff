"""What a value of a provider file may be: each function returns it, or raises RefusedError with what is allowed."""

import ipaddress
import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from smtptui.smtp.mailbox import MailboxError, ascii_domain
from smtptui.text import printable

_Choice = TypeVar("_Choice", bound=StrEnum)
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_HOST_NAME = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})*")
_HOSTS = "a host name or an IP address, without scheme, port and brackets"
_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")
_URL = re.compile(r"https?://[!-~]+")
_LONGEST_TEXT = 1000


class RefusedError(ValueError):
    """A value that its key may not have: what is wrong with it, to stand behind the key, and what is allowed."""

    def __init__(self, problem: str, allowed: str) -> None:
        super().__init__(f"{problem}; allowed: {allowed}")
        self.problem = problem
        self.allowed = allowed


def text(value: Any) -> str:
    """One line of text that shows as it is."""
    if not isinstance(value, str):
        raise RefusedError("is no text", "a text in quotes")
    # A line end would begin a new SMTP command (RFC 5321 section 4.1.1), an escape would reach the terminal.
    if printable(value) != value:
        raise RefusedError(f"holds a control or invisible character: {quoted(value)}", "one line of visible text")
    if not value.strip() or len(value) > _LONGEST_TEXT:
        raise RefusedError("is empty or too long", f"a text of 1 to {_LONGEST_TEXT} characters")
    return value


def flag(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise RefusedError(f"is {quoted(value)}", "true or false")
    return value


def positive_number(value: Any) -> float:
    """A number above zero."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 < value < float("inf"):
        raise RefusedError(f"is {quoted(value)}", "a number above 0")
    return value


def port(value: Any) -> int:
    """A TCP port."""
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= 65535:
        raise RefusedError(f"is {quoted(value)}", "a whole number from 1 to 65535, without quotes")
    return value


def host(value: Any) -> str:
    """A host name or an IP address."""
    written = text(value)
    if written.count(":") > 1 or written.replace(".", "").isdigit():
        return _address(written)
    if not _HOST_NAME.fullmatch(written):
        raise RefusedError(f"is no host name: {quoted(written)}", _HOSTS)
    try:
        too_long = len(ascii_domain(written)) > 253
    except MailboxError as error:
        raise RefusedError(str(error), _HOSTS) from None
    if too_long:
        raise RefusedError("has more than 253 octets", _HOSTS)
    return written


def _address(written: str) -> str:
    try:
        return str(ipaddress.ip_address(written))
    except ValueError:
        raise RefusedError(f"is no IP address: {quoted(written)}", _HOSTS) from None


def name(value: Any) -> str:
    """A provider's name, an alias or a region."""
    written = text(value)
    if not _NAME.fullmatch(written):
        raise RefusedError(f"is {quoted(written)}", "lower-case letters, digits and single hyphens between them")
    return written


def host_pattern(value: Any) -> str:
    """A host name with {region} in it."""
    written = text(value)
    if written.count("{region}") != 1:
        raise RefusedError(f"is {quoted(written)}", "a host name with {region} in it once")
    host(written.replace("{region}", "region"))
    return written


def domain(value: Any) -> str:
    """The domain of mail addresses, as it is compared: in lower case."""
    return host(value).lower()


def shape(value: Any) -> re.Pattern[str]:
    """A regular expression, matched against the whole value."""
    try:
        return re.compile(text(value))
    except re.error as error:
        raise RefusedError(f"is no regular expression: {error}", "one of Python's re, in single quotes") from None


def date(value: Any) -> str:
    """A date, as exact as it is known."""
    written = str(value)
    if not _DATE.fullmatch(written):
        raise RefusedError(f"is {quoted(value)}", "a date as YYYY-MM-DD, YYYY-MM or YYYY")
    return written


def url(value: Any) -> str:
    """An address on the web."""
    written = text(value)
    if not _URL.fullmatch(written):
        raise RefusedError(f"is {quoted(written)}", "an address that begins with https:// or http://")
    return written


def list_of(check: Callable[[Any], str]) -> Callable[[Any], tuple[str, ...]]:
    """A check for a list whose every item passes `check`."""

    def checked(value: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise RefusedError("is no list", 'a list, as ["one", "two"]')
        return tuple(check(item) for item in value)

    return checked


def one_of(choices: type[_Choice]) -> Callable[[Any], _Choice]:
    """A check for one word of a closed list."""

    def checked(value: Any) -> _Choice:
        try:
            return choices(value)
        except ValueError:
            raise RefusedError(f"is {quoted(value)}", ", ".join(choices)) from None

    return checked


def quoted(value: Any) -> str:
    """A refused value as it may be shown."""
    shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
    return printable(shown if len(shown) <= 60 else f"{shown[:60]}…")
