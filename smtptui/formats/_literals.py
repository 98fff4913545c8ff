"""What a value means that was read from a target's file, whatever language it stood in."""

import re
from collections.abc import Mapping

from smtptui.secret import Secret
from smtptui.smtp.security import Security

_HOST_AND_PORT = re.compile(r"(?:\[([^\]]*)\]|([^:\[\]]+))(?::([0-9]*))?")


def text_of(value: object) -> str | None:
    """A value that is a text; None for an empty one."""
    return value if isinstance(value, str) and value else None


def secret_of(value: object) -> Secret | None:
    """A value that is a secret."""
    text = text_of(value)
    return Secret(text) if text else None


def number_of(value: object) -> int | None:
    """A port, as a number or in a text."""
    if isinstance(value, str):
        value = int(value) if value.isascii() and value.isdigit() else 0
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 65536 else None


def host_and_port(text: str) -> tuple[str | None, int | None]:
    """`host:587`, `[2001:db8::1]:587` or a host alone."""
    match = _HOST_AND_PORT.fullmatch(text.strip())
    return (match[1] or match[2], number_of(match[3])) if match else (text.strip() or None, None)


def security_of(value: object, words: Mapping[Security, str]) -> Security | None:
    """What a product's word for the security means; None for no word of its."""
    return next((security for security, word in words.items() if word == value), None)
